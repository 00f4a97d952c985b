-- The bytes of what this owner holds in doubt.
SELECT k.OutboxMessageId AS Id, k.Mime
FROM OutboxMessage AS m
JOIN OutboxMime AS k ON k.OutboxMessageId = m.Id
WHERE m.State = 'Sending' AND m.LeaseOwner = @Owner AND m.InDoubt = 1;
