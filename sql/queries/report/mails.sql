-- With the server's last reply.
SELECT m.CreatedAt, m.FinishedAt, m.Kind, u.Code AS UnitCode, m.Recipient, m.Subject, m.State, m.StateReason, t.Reply
FROM OutboxMessage AS m
LEFT JOIN Unit AS u ON u.Id = m.UnitId
LEFT JOIN OutboxAttempt AS t ON t.Id = (SELECT MAX(l.Id) FROM OutboxAttempt AS l WHERE l.OutboxMessageId = m.Id)
WHERE m.CampaignId = @CampaignId AND m.CreatedAt > @Since
ORDER BY m.CreatedAt, m.Id;
