-- What units have asked more time for and nobody has decided, the longest waiting first.
SELECT a.Code, a.Title, a.DueOn, u.Code AS UnitCode, u.Name AS UnitName, x.AskedAt, x.AskedBy, x.AskedFor, x.Reason, x.Source
FROM Assignment AS a
JOIN ExtensionRequest AS x ON x.AssignmentId = a.Id
JOIN AssignmentUnit AS p ON p.AssignmentId = x.AssignmentId AND p.UnitId = x.UnitId
JOIN Unit AS u ON u.Id = x.UnitId
WHERE a.CampaignId = @CampaignId AND a.IsActive = 1 AND a.DueOn = x.DueOn
    AND x.AskedAt <= @Now AND (x.ClosedAt IS NULL OR x.ClosedAt > @Now)
    AND p.Part = 'Lead' AND (p.CompletedAt IS NULL OR p.CompletedAt > @Now)
ORDER BY x.AskedAt, a.Code, u.Code;
