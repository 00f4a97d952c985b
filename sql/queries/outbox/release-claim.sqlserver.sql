UPDATE m
SET State = 'Pending', LeaseOwner = NULL, LeaseUntil = NULL
FROM dbo.OutboxMessage AS m
JOIN OPENJSON(@Rows) WITH (Id bigint, Owner nvarchar(200)) AS r ON r.Id = m.Id
WHERE m.State = 'Sending' AND m.LeaseOwner = r.Owner;
