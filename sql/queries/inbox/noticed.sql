SELECT DISTINCT a.Code
FROM NoticeIssued AS n
JOIN Assignment AS a ON a.Id = n.AssignmentId
WHERE n.MessageKey = @MessageKey;
