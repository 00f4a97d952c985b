SELECT Week, Revision, AsOf
FROM WeeklyReport
WHERE CampaignId = @CampaignId AND Week = (SELECT MAX(Week) FROM WeeklyReport WHERE CampaignId = @CampaignId)
ORDER BY Revision DESC;
