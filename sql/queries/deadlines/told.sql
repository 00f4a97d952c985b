-- What a unit was told of up to a day, once for each due date it was told.
SELECT a.Id AS AssignmentId, a.Code, a.Title, a.DueOn, a.IsActive, p.Part, p.CompletedAt, d.ReportedAt, d.ReturnedAt,
    n.DueOn AS ToldDueOn, MAX(n.LookDay) AS ToldOn,
    (SELECT MIN(CASE WHEN l.CompletedAt <= @Now OR (r.ReportedAt <= @Now AND (r.ReturnedAt IS NULL OR r.ReturnedAt > @Now))
                THEN 1 ELSE 0 END)
     FROM AssignmentUnit AS l
     LEFT JOIN DoneReport AS r ON r.AssignmentId = l.AssignmentId AND r.UnitId = l.UnitId
     WHERE l.AssignmentId = a.Id AND l.Part = 'Lead') AS LeadsAreComplete
FROM NoticeIssued AS n
JOIN Assignment AS a ON a.Id = n.AssignmentId
LEFT JOIN AssignmentUnit AS p ON p.AssignmentId = a.Id AND p.UnitId = n.UnitId
LEFT JOIN DoneReport AS d ON d.AssignmentId = a.Id AND d.UnitId = n.UnitId
WHERE n.UnitId = @UnitId AND n.AssignmentId IS NOT NULL AND n.LookDay <= @LookDay
GROUP BY a.Id, a.Code, a.Title, a.DueOn, a.IsActive, p.Part, p.CompletedAt, d.ReportedAt, d.ReturnedAt, n.DueOn
ORDER BY a.Code, ToldOn;
