SELECT i.Id, i.Sha256, i.ReceivedAt, i.Sender, i.SenderName, i.Subject, i.State, i.Reason, m.MessageKey AS AskedKey, u.Name AS UnitName
FROM InboxMail AS i
LEFT JOIN OutboxMessage AS m ON m.Id = i.OutboxMessageId
LEFT JOIN Unit AS u ON u.Id = i.UnitId
WHERE i.State <> 'Foreign'
ORDER BY i.Id;
