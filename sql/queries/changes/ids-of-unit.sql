SELECT DISTINCT GestureId FROM ChangeEntry WHERE CampaignId = @CampaignId AND Unit = @Unit ORDER BY GestureId DESC;
