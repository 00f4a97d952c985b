DELETE FROM ReportDraft
WHERE CampaignId = @CampaignId AND Week = @Week;
