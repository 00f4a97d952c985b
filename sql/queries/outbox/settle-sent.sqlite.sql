-- The server's 250 counts, whoever holds the lease by now.
UPDATE OutboxMessage
SET State = 'Sent', StateReason = '', Attempts = @Attempts, InDoubt = 0, FinishedAt = @FinishedAt, LeaseOwner = NULL, LeaseUntil = NULL
WHERE Id = @Id AND State <> 'Sent';
