SELECT Week, Revision, AsOf
FROM WeeklyReport
WHERE CampaignId = @campaignId AND Week = (SELECT MAX(Week) FROM WeeklyReport WHERE CampaignId = @campaignId)
ORDER BY Revision DESC;
