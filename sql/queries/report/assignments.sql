-- One row for each unit's part, leading units first. A completion counts from its own time, and so does a report of it.
SELECT a.Code, a.Title, a.Target, a.TargetUnit, a.DueOn, u.Code AS UnitCode, u.Name AS UnitName, u.Kind AS UnitKind, u.IsActive AS IsUnitActive,
    CASE WHEN p.Part = 'Lead' THEN 1 ELSE 0 END AS IsLead,
    CASE WHEN p.ProgressAt <= @Now THEN SUBSTRING(p.Progress, 1, @Longest) ELSE '' END AS Progress,
    CASE WHEN p.CompletedAt <= @Now THEN p.CompletedAt END AS CompletedAt,
    x.AskedAt, x.AskedFor, COALESCE(SUBSTRING(x.Reason, 1, @Longest), '') AS AskedReason,
    d.ReportedAt, d.ReturnedAt, COALESCE(d.ReturnReason, '') AS ReturnReason, COALESCE(d.ReportedBy, '') AS ReportedBy, COALESCE(SUBSTRING(d.Text, 1, @Longest), '') AS ReportText
FROM Assignment AS a
JOIN AssignmentUnit AS p ON p.AssignmentId = a.Id
JOIN Unit AS u ON u.Id = p.UnitId
LEFT JOIN DoneReport AS d ON d.AssignmentId = p.AssignmentId AND d.UnitId = p.UnitId
LEFT JOIN ExtensionRequest AS x ON x.AssignmentId = p.AssignmentId AND x.UnitId = p.UnitId AND x.DueOn = a.DueOn AND p.Part = 'Lead'
    AND x.AskedAt <= @Now AND (x.ClosedAt IS NULL OR x.ClosedAt > @Now)
WHERE a.CampaignId = @CampaignId AND a.IsActive = 1
ORDER BY a.DueOn, a.Code, p.Part, u.Code;
