SELECT m.Id, m.Sender, m.ReceivedAt, m.Source, m.Sha256, m.Tries, m.OutboxMessageId
FROM InboxMail AS m
WHERE m.State IN ('New', 'Failed')
ORDER BY m.Id
LIMIT @Count;
