-- One row for each unit's part, leading units first. A completion counts from its own time.
SELECT a.Code, a.Title, a.Target, a.TargetUnit, a.DueOn, u.Code AS UnitCode, u.Name AS UnitName, u.Kind AS UnitKind, u.IsActive AS IsUnitActive,
    CASE WHEN p.Part = 'Lead' THEN 1 ELSE 0 END AS IsLead,
    CASE WHEN p.ProgressAt <= @Now THEN p.Progress ELSE '' END AS Progress,
    CASE WHEN p.CompletedAt <= @Now THEN p.CompletedAt END AS CompletedAt
FROM Assignment AS a
JOIN AssignmentUnit AS p ON p.AssignmentId = a.Id
JOIN Unit AS u ON u.Id = p.UnitId
WHERE a.CampaignId = @CampaignId AND a.IsActive = 1
ORDER BY a.DueOn, a.Code, p.Part, u.Code;
