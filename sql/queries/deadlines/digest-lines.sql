SELECT a.Id AS AssignmentId, a.Code, a.Title, a.Target, a.TargetUnit, a.DueOn, a.IsActive,
    u.Code AS UnitCode, u.Name AS UnitName, p.Part, p.Progress, p.ProgressAt, p.CompletedAt,
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
-- The last submission that names the assignment; two weeks may have been submitted at the same time.
LEFT JOIN WeeklySubmission AS s ON s.UnitId = u.Id AND s.Assignments LIKE CONCAT('% ', a.Code, ' %')
    AND s.SubmittedAt = (
        SELECT MAX(t.SubmittedAt) FROM WeeklySubmission AS t
        WHERE t.UnitId = u.Id AND t.SubmittedAt <= @Now AND t.Assignments LIKE CONCAT('% ', a.Code, ' %'))
    AND s.Week = (
        SELECT MAX(t.Week) FROM WeeklySubmission AS t
        WHERE t.UnitId = u.Id AND t.SubmittedAt = s.SubmittedAt AND t.Assignments LIKE CONCAT('% ', a.Code, ' %'))
WHERE n.MessageKey = @MessageKey AND u.IsActive = 1
ORDER BY a.DueOn, a.Code;
