UPDATE m
SET Subject = r.Subject, MimeSha256 = r.MimeSha256, LeaseUntil = r.LeaseUntil
FROM dbo.OutboxMessage AS m
JOIN OPENJSON(@Rows) WITH (
    Id bigint '$.Id', Owner nvarchar(200) '$.Owner', Subject nvarchar(1000) '$.Subject',
    MimeSha256 nvarchar(64) '$.MimeSha256', LeaseUntil datetime2(3) '$.LeaseUntil') AS r ON r.Id = m.Id
WHERE m.State = 'Sending' AND m.LeaseOwner = r.Owner;
