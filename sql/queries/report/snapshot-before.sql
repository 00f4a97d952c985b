SELECT Snapshot
FROM WeeklyReport
WHERE CampaignId = @campaignId
    AND Week = (SELECT MAX(Week) FROM WeeklyReport WHERE CampaignId = @campaignId AND Week < @week)
ORDER BY Revision DESC;
