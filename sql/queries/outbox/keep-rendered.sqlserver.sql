UPDATE m
SET Subject = r.Subject, MimeSha256 = r.MimeSha256, LeaseUntil = r.LeaseUntil
FROM dbo.OutboxMessage AS m
JOIN OPENJSON(@Rows) WITH (Id bigint, Owner nvarchar(200), Subject nvarchar(1000), MimeSha256 nvarchar(64), LeaseUntil datetime2(3)) AS r ON r.Id = m.Id
WHERE m.State = 'Sending' AND m.LeaseOwner = r.Owner;
