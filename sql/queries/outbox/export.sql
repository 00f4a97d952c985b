SELECT m.Id, m.MessageKey, m.CampaignId, m.Kind, m.UnitId, CASE WHEN m.Kind IN ('Deadline', 'Reminder') THEN m.Body ELSE '' END AS SharedBy,
    m.Recipient, m.RecipientName, m.RecipientRole, m.Subject, m.CreatedAt, m.State, m.StateReason, m.FinishedAt, m.MessageId, m.MimeSha256,
    a.AttemptedAt, a.InDoubt, a.Stage, a.Outcome, a.Code, a.Reply, a.ElapsedMs
FROM OutboxMessage AS m
LEFT JOIN OutboxAttempt AS a ON a.OutboxMessageId = m.Id
WHERE m.CreatedAt >= @Since AND m.CreatedAt < @Before
ORDER BY m.Id, a.Id;
