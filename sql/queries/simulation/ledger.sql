-- What is held has been told to nobody yet.
SELECT n.NoticeKey, n.MessageKey, n.Kind, u.Code AS Unit, a.Code AS Assignment, n.DueOn, n.Week, n.Step, n.LookDay, n.IssuedAt
FROM NoticeIssued AS n
JOIN Campaign AS c ON c.Id = n.CampaignId
LEFT JOIN Unit AS u ON u.Id = n.UnitId
LEFT JOIN Assignment AS a ON a.Id = n.AssignmentId
WHERE c.Code = @Code AND n.IssuedAt < @Before
    AND NOT EXISTS (SELECT 1 FROM OutboxMessage AS m WHERE m.MessageKey = n.MessageKey AND m.State = 'Held');
