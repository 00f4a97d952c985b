-- Open parts for which more time was asked and refused lately, of which their unit has not been told since; of units without a
-- notice today. CROSS makes SQLite begin with what was refused, which is little.
SELECT a.CampaignId, a.Id AS AssignmentId, a.Code AS AssignmentCode, a.DueOn,
    u.Id AS UnitId, u.Code AS UnitCode, u.SupervisorId, u.IsActive AS IsUnitActive, x.ClosedAt AS RefusedAt,
    (SELECT MAX(n.Step) FROM NoticeIssued AS n
     WHERE n.AssignmentId = a.Id AND n.AssignmentId IS NOT NULL AND n.UnitId = u.Id AND n.DueOn = a.DueOn) AS LastStep,
    (SELECT MIN(CASE WHEN l.CompletedAt <= @Now OR (r.ReportedAt <= @Now AND (r.ReturnedAt IS NULL OR r.ReturnedAt > @Now))
                THEN 1 ELSE 0 END)
     FROM AssignmentUnit AS l
     LEFT JOIN DoneReport AS r ON r.AssignmentId = l.AssignmentId AND r.UnitId = l.UnitId
     WHERE l.AssignmentId = a.Id AND l.Part = 'Lead') AS LeadsAreComplete
FROM ExtensionRequest AS x
CROSS JOIN Assignment AS a
JOIN Campaign AS c ON c.Id = a.CampaignId
JOIN AssignmentUnit AS p ON p.AssignmentId = x.AssignmentId AND p.UnitId = x.UnitId
JOIN Unit AS u ON u.Id = x.UnitId
WHERE x.ClosedAt > @Since AND x.ClosedAt <= @Now AND x.Outcome = 'Refused' AND a.Id = x.AssignmentId AND a.DueOn = x.DueOn
    AND a.CampaignId BETWEEN @FirstCampaign AND @LastCampaign AND c.StartsOn <= @Today AND c.EndsOn >= @OldestEnd
    AND a.IsActive = 1 AND u.IsActive = 1 AND (p.CompletedAt IS NULL OR p.CompletedAt > @Now)
    AND NOT EXISTS (
        SELECT 1 FROM DoneReport AS d
        WHERE d.AssignmentId = a.Id AND d.UnitId = u.Id AND d.ReportedAt <= @Now AND (d.ReturnedAt IS NULL OR d.ReturnedAt > @Now))
    AND NOT EXISTS (
        SELECT 1 FROM NoticeIssued AS n
        WHERE n.AssignmentId = a.Id AND n.AssignmentId IS NOT NULL AND n.UnitId = u.Id AND n.IssuedAt > x.ClosedAt)
    AND NOT EXISTS (
        SELECT 1 FROM NoticeIssued AS t
        WHERE t.CampaignId = a.CampaignId AND t.LookDay = @Today AND t.Kind = 'Deadline' AND t.UnitId = u.Id)
ORDER BY a.CampaignId, u.Code, a.DueOn, a.Code, x.ClosedAt DESC;
