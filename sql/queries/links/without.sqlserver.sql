-- One that was revoked and not renewed is nobody's wish to have another.
SELECT TOP (@Last) u.Id AS UnitId, u.CampaignId, COALESCE((SELECT MAX(n.Generation) FROM dbo.UnitLink AS n WHERE n.UnitId = u.Id), 0) AS Generation
FROM dbo.Unit AS u
WHERE u.CampaignId IN (SELECT Id FROM dbo.Campaign WHERE EndsOn >= @EndsOn) AND u.IsActive = 1
    AND NOT EXISTS (SELECT 1 FROM dbo.UnitLink AS l WHERE l.UnitId = u.Id AND l.KeyId = @KeyId AND l.RevokedAt IS NULL)
    AND NOT EXISTS (
        SELECT 1 FROM dbo.UnitLink AS r
        WHERE r.UnitId = u.Id AND r.RevokedAt IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM dbo.UnitLink AS s WHERE s.UnitId = r.UnitId AND s.Generation > r.Generation));
