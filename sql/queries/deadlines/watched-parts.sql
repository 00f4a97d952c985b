-- Open parts that are overdue and not reported done, and those that units lead though they are out of use, for whoever watches over the units. With
-- the step that the unit was noticed of on the day of the digest.
SELECT a.Code, a.Title, a.DueOn, u.Id AS UnitId, u.Code AS UnitCode, u.Name AS UnitName, u.SupervisorId, u.IsActive AS IsUnitActive, p.Part,
    (SELECT MIN(CASE WHEN l.CompletedAt <= @Now OR (r.ReportedAt <= @Now AND (r.ReturnedAt IS NULL OR r.ReturnedAt > @Now))
                THEN 1 ELSE 0 END)
     FROM AssignmentUnit AS l
     LEFT JOIN DoneReport AS r ON r.AssignmentId = l.AssignmentId AND r.UnitId = l.UnitId
     WHERE l.AssignmentId = a.Id AND l.Part = 'Lead') AS LeadsAreComplete,
    (SELECT MAX(n.Step) FROM NoticeIssued AS n
     WHERE n.AssignmentId = a.Id AND n.AssignmentId IS NOT NULL AND n.UnitId = u.Id AND n.DueOn = a.DueOn
         AND n.LookDay = @LookDay) AS NoticedStep,
    CASE WHEN EXISTS (
        SELECT 1 FROM NoticeIssued AS e
        WHERE e.AssignmentId = a.Id AND e.AssignmentId IS NOT NULL AND e.UnitId = u.Id AND e.DueOn = a.DueOn
            AND e.LookDay < @LookDay) THEN 1 ELSE 0 END AS WasToldBefore
FROM Assignment AS a
JOIN AssignmentUnit AS p ON p.AssignmentId = a.Id
JOIN Unit AS u ON u.Id = p.UnitId
WHERE a.CampaignId = @CampaignId AND a.IsActive = 1
    AND (u.IsActive = 1 AND a.DueOn < @Today OR u.IsActive = 0 AND p.Part = 'Lead')
    AND (p.CompletedAt IS NULL OR p.CompletedAt > @Now)
    AND NOT EXISTS (
        SELECT 1 FROM DoneReport AS d
        WHERE d.AssignmentId = a.Id AND d.UnitId = u.Id AND d.ReportedAt <= @Now AND (d.ReturnedAt IS NULL OR d.ReturnedAt > @Now))
ORDER BY u.Code, a.DueOn, a.Code;
