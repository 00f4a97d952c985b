-- The calendar belongs to no campaign.
SELECT g.Id
FROM Gesture AS g
LEFT JOIN Campaign AS c ON c.Id = g.CampaignId
WHERE g.MadeAt < @Before AND (g.CampaignId = 0 OR c.EndsOn < @EndedBefore)
ORDER BY g.Id
LIMIT @Count;
