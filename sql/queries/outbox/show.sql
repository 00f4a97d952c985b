SELECT m.Id, k.Mime
FROM OutboxMessage AS m
LEFT JOIN OutboxMime AS k ON k.OutboxMessageId = m.Id
WHERE m.Id = @Id;
