SELECT m.Id, m.MessageKey, m.Recipient, m.RecipientRole, m.State, m.StateReason, m.MessageId, m.MimeSha256, k.Mime
FROM OutboxMessage AS m
LEFT JOIN OutboxMime AS k ON k.OutboxMessageId = m.Id
WHERE m.Id = @Id;
