-- The server's 250 counts, whoever holds the lease by now.
UPDATE m
SET State = 'Sent', StateReason = '', Attempts = r.Attempts, InDoubt = 0, FinishedAt = r.FinishedAt, LeaseOwner = NULL, LeaseUntil = NULL
FROM OutboxMessage AS m
JOIN @Rows AS r ON r.Id = m.Id
WHERE m.State <> 'Sent';
