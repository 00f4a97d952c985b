-- The bodies of the messages in doubt that this owner holds.
SELECT k.OutboxMessageId AS Id, k.Mime
FROM OutboxMessage AS m
JOIN OutboxMime AS k ON k.OutboxMessageId = m.Id
WHERE m.State = 'Sending' AND m.LeaseOwner = @Owner AND m.InDoubt = 1;
