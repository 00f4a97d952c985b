DELETE FROM dbo.UnitCall
WHERE Id IN (
    SELECT TOP (@Count) k.Id FROM dbo.Campaign AS c
    JOIN dbo.Unit AS u ON u.CampaignId = c.Id
    JOIN dbo.UnitCall AS k ON k.UnitId = u.Id
    WHERE c.EndsOn < @EndedBefore AND k.CalledAt < @Before);
