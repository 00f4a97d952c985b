-- How often each assignment is told of, and from when until when.
SELECT a.Code, a.Title, a.DueOn, COUNT(*) AS Notices, MIN(n.LookDay) AS FirstDay, MAX(n.LookDay) AS LastDay
FROM NoticeIssued AS n
JOIN Assignment AS a ON a.Id = n.AssignmentId
WHERE n.MessageKey IN (SELECT m.MessageKey FROM OutboxMessage AS m)
GROUP BY a.Id, a.Code, a.Title, a.DueOn
ORDER BY a.DueOn, a.Code;
