SELECT DISTINCT GestureId FROM ChangeEntry WHERE CampaignId = @CampaignId AND Assignment = @Assignment ORDER BY GestureId DESC;
