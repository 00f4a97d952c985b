SELECT Snapshot
FROM WeeklyReport
WHERE CampaignId = @campaignId AND Week = @week AND Revision = @revision;
