SELECT Snapshot
FROM WeeklyReport
WHERE CampaignId = @CampaignId
    AND Week = (SELECT MAX(Week) FROM WeeklyReport WHERE CampaignId = @CampaignId AND Week < @Week)
ORDER BY Revision DESC;
