-- The assignments of a campaign with how they stand. Without a lead, all who have a part count.
SELECT a.Code, a.Title, a.DueOn, a.IsActive,
    COALESCE((
        SELECT MIN(CASE WHEN l.CompletedAt <= @Now THEN 1 ELSE 0 END)
        FROM AssignmentUnit AS l
        WHERE l.AssignmentId = a.Id AND (l.Part = 'Lead' OR NOT EXISTS (
            SELECT 1 FROM AssignmentUnit AS n WHERE n.AssignmentId = a.Id AND n.Part = 'Lead'))), 0) AS IsComplete,
    COALESCE((
        SELECT MIN(CASE WHEN l.CompletedAt <= @Now OR (r.ReportedAt <= @Now AND (r.ReturnedAt IS NULL OR r.ReturnedAt > @Now))
            THEN 1 ELSE 0 END)
        FROM AssignmentUnit AS l
        LEFT JOIN DoneReport AS r ON r.AssignmentId = l.AssignmentId AND r.UnitId = l.UnitId
        WHERE l.AssignmentId = a.Id AND (l.Part = 'Lead' OR NOT EXISTS (
            SELECT 1 FROM AssignmentUnit AS n WHERE n.AssignmentId = a.Id AND n.Part = 'Lead'))), 0) AS IsReported,
    CASE WHEN EXISTS (
        SELECT 1
        FROM AssignmentUnit AS p
        JOIN DoneReport AS d ON d.AssignmentId = p.AssignmentId AND d.UnitId = p.UnitId
        WHERE p.AssignmentId = a.Id AND d.ReportedAt <= @Now AND (d.ReturnedAt IS NULL OR d.ReturnedAt > @Now)
            AND (p.CompletedAt IS NULL OR p.CompletedAt > @Now)) THEN 1 ELSE 0 END AS HasWaiting,
    CASE WHEN EXISTS (
        SELECT 1
        FROM ExtensionRequest AS x
        JOIN AssignmentUnit AS p ON p.AssignmentId = x.AssignmentId AND p.UnitId = x.UnitId
        WHERE x.AssignmentId = a.Id AND x.DueOn = a.DueOn AND x.ClosedAt IS NULL
            AND p.Part = 'Lead' AND (p.CompletedAt IS NULL OR p.CompletedAt > @Now)) THEN 1 ELSE 0 END AS IsAsked
FROM Assignment AS a
WHERE a.CampaignId = @CampaignId;
