-- What a unit was noticed of on a day, as it stands now.
SELECT n.NoticeKey, a.Id AS AssignmentId, a.Code, a.Title, a.Target, a.TargetUnit, a.DueOn, a.IsActive,
    u.Id AS UnitId, u.Code AS UnitCode, u.Name AS UnitName, u.IsActive AS IsUnitActive, p.Part, p.Progress, p.ProgressAt, p.CompletedAt,
    d.ReportedAt, d.ReturnedAt, d.ReturnReason, x.AskedAt, x.AskedFor, x.ClosedAt, x.Outcome, x.Answer,
    (SELECT MIN(CASE WHEN l.CompletedAt <= @Now OR (r.ReportedAt <= @Now AND (r.ReturnedAt IS NULL OR r.ReturnedAt > @Now))
                THEN 1 ELSE 0 END)
     FROM AssignmentUnit AS l
     LEFT JOIN DoneReport AS r ON r.AssignmentId = l.AssignmentId AND r.UnitId = l.UnitId
     WHERE l.AssignmentId = a.Id AND l.Part = 'Lead') AS LeadsAreComplete,
    s.Results AS LastSubmission, s.SubmittedAt AS LastSubmissionAt,
    n.DueOn AS NoticedDueOn, n.Step,
    CASE WHEN n.Step > 0 AND NOT EXISTS (
        SELECT 1 FROM NoticeIssued AS l
        WHERE l.AssignmentId = n.AssignmentId AND l.AssignmentId IS NOT NULL AND l.UnitId = n.UnitId AND l.DueOn = n.DueOn
            AND l.MessageKey <> n.MessageKey) THEN 1 ELSE 0 END AS IsOpening,
    (SELECT MAX(l.Step) FROM NoticeIssued AS l
     WHERE l.AssignmentId = n.AssignmentId AND l.AssignmentId IS NOT NULL AND l.UnitId = n.UnitId AND l.DueOn = n.DueOn) AS LatestStep
FROM NoticeIssued AS n
JOIN Assignment AS a ON a.Id = n.AssignmentId
JOIN Unit AS u ON u.Id = n.UnitId
LEFT JOIN AssignmentUnit AS p ON p.AssignmentId = a.Id AND p.UnitId = u.Id
LEFT JOIN DoneReport AS d ON d.AssignmentId = a.Id AND d.UnitId = u.Id
LEFT JOIN ExtensionRequest AS x ON x.AssignmentId = a.Id AND x.UnitId = u.Id AND x.DueOn = a.DueOn
    AND x.AskedAt = (
        SELECT MAX(y.AskedAt) FROM ExtensionRequest AS y WHERE y.AssignmentId = a.Id AND y.UnitId = u.Id AND y.AskedAt <= @Now)
-- The last submission that names the assignment; two weeks may have been submitted at the same time. Found by REPLACE,
-- which compares exactly on both databases: to LIKE, the underscore in NV_1 would be any letter.
LEFT JOIN WeeklySubmission AS s ON s.UnitId = u.Id AND REPLACE(s.Assignments, CONCAT(' ', a.Code, ' '), '') <> s.Assignments
    AND s.SubmittedAt = (
        SELECT MAX(t.SubmittedAt) FROM WeeklySubmission AS t
        WHERE t.UnitId = u.Id AND t.SubmittedAt <= @Now AND REPLACE(t.Assignments, CONCAT(' ', a.Code, ' '), '') <> t.Assignments)
    AND s.Week = (
        SELECT MAX(t.Week) FROM WeeklySubmission AS t
        WHERE t.UnitId = u.Id AND t.SubmittedAt = s.SubmittedAt
            AND REPLACE(t.Assignments, CONCAT(' ', a.Code, ' '), '') <> t.Assignments)
WHERE n.CampaignId = @CampaignId AND n.LookDay = @LookDay AND n.Kind = 'Deadline' AND n.UnitId = @UnitId
ORDER BY a.DueOn, a.Code;
