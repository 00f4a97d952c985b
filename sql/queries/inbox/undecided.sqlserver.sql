SELECT TOP (@Count) m.Id, m.Sender, m.ReceivedAt, m.Source, m.Sha256, m.Tries, m.OutboxMessageId
FROM dbo.InboxMail AS m
WHERE m.State IN (N'New', N'Failed')
ORDER BY m.Id;
