-- Who was called about a week, the last call first.
SELECT c.Id, c.UnitId, c.CalledAt, c.Note, c.MadeBy
FROM Unit AS u
JOIN UnitCall AS c ON c.UnitId = u.Id AND c.Week = @Week
WHERE u.CampaignId = @CampaignId
ORDER BY c.UnitId, c.CalledAt DESC, c.Id DESC;
