-- CROSS makes SQLite begin with the campaigns, and not with every call there is.
DELETE FROM UnitCall
WHERE Id IN (
    SELECT k.Id FROM Campaign AS c
    CROSS JOIN Unit AS u
    CROSS JOIN UnitCall AS k
    WHERE c.EndsOn < @EndedBefore AND u.CampaignId = c.Id AND k.UnitId = u.Id AND k.CalledAt < @Before
    LIMIT @Count);
