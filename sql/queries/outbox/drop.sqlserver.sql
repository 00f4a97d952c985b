UPDATE m
SET State = 'Suppressed', StateReason = r.Reason, FinishedAt = r.Now, LeaseOwner = NULL, LeaseUntil = NULL
FROM dbo.OutboxMessage AS m
JOIN OPENJSON(@Rows) WITH (
    Id bigint '$.Id', Owner nvarchar(200) '$.Owner', Reason nvarchar(1000) '$.Reason', Now datetime2(3) '$.Now') AS r ON r.Id = m.Id
WHERE m.State = 'Sending' AND m.LeaseOwner = r.Owner;
