-- How many requests for more time nobody has decided. CROSS makes SQLite begin with what waits, which is little.
SELECT COUNT(*)
FROM ExtensionRequest AS x
CROSS JOIN Assignment AS a
JOIN AssignmentUnit AS p ON p.AssignmentId = x.AssignmentId AND p.UnitId = x.UnitId
WHERE x.ClosedAt IS NULL AND x.AskedAt <= @Now AND a.Id = x.AssignmentId AND a.DueOn = x.DueOn AND a.IsActive = 1
    AND p.Part = 'Lead' AND (p.CompletedAt IS NULL OR p.CompletedAt > @Now);
