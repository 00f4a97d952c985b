-- The calendar belongs to no campaign.
SELECT TOP (@Count) g.Id
FROM dbo.Gesture AS g
LEFT JOIN dbo.Campaign AS c ON c.Id = g.CampaignId
WHERE g.MadeAt < @Before AND (g.CampaignId = 0 OR c.EndsOn < @EndedBefore)
ORDER BY g.Id;
