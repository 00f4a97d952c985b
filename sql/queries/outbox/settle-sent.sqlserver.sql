-- The server's 250 is true whoever holds the lease by now.
UPDATE m
SET State = 'Sent', StateReason = '', Attempts = r.Attempts, InDoubt = 0, FinishedAt = r.FinishedAt, LeaseOwner = NULL, LeaseUntil = NULL
FROM dbo.OutboxMessage AS m
JOIN OPENJSON(@Rows) WITH (Id bigint, Attempts int, FinishedAt datetime2(3)) AS r ON r.Id = m.Id
WHERE m.State <> 'Sent';
