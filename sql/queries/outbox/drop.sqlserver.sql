UPDATE m
SET State = 'Suppressed', StateReason = r.Reason, FinishedAt = r.Now, LeaseOwner = NULL, LeaseUntil = NULL
FROM dbo.OutboxMessage AS m
JOIN OPENJSON(@Rows) WITH (Id bigint, Owner nvarchar(200), Reason nvarchar(1000), Now datetime2(3)) AS r ON r.Id = m.Id
WHERE m.State = 'Sending' AND m.LeaseOwner = r.Owner;
