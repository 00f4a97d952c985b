-- A rendered mail may have left before its sender died.
UPDATE OutboxMessage
SET State = 'Pending', LeaseOwner = NULL, LeaseUntil = NULL,
    InDoubt = CASE WHEN EXISTS (SELECT 1 FROM OutboxMime AS k WHERE k.OutboxMessageId = OutboxMessage.Id) THEN 1 ELSE InDoubt END
WHERE State = 'Sending' AND LeaseOwner = @Owner;
