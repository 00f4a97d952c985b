SELECT x.Mime
FROM OutboxMime AS x
WHERE x.OutboxMessageId = (
    SELECT MAX(m.Id)
    FROM OutboxMessage AS m
    WHERE m.Kind IN ('Deadline', 'Reminder') AND m.State = 'Sent' AND m.Recipient = @Recipient);
