SELECT l.UnitId, l.Generation, l.KeyId, l.IssuedAt, l.IssuedBy, l.RevokedAt, l.RevokedBy
FROM Unit AS u
JOIN UnitLink AS l ON l.UnitId = u.Id
WHERE u.CampaignId = @CampaignId
ORDER BY l.UnitId, l.Generation;
