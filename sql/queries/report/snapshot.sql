SELECT Snapshot
FROM WeeklyReport
WHERE CampaignId = @CampaignId AND Week = @Week AND Revision = @Revision;
