UPDATE m
SET State = r.State, StateReason = r.StateReason, Attempts = r.Attempts, NotBefore = r.NotBefore, InDoubt = r.InDoubt,
    FinishedAt = r.FinishedAt, LeaseOwner = NULL, LeaseUntil = NULL
FROM dbo.OutboxMessage AS m
JOIN OPENJSON(@Rows) WITH (
    Id bigint '$.Id', Owner nvarchar(200) '$.Owner', State nvarchar(16) '$.State',
    StateReason nvarchar(1000) '$.StateReason', Attempts int '$.Attempts', NotBefore datetime2(3) '$.NotBefore',
    InDoubt bit '$.InDoubt', FinishedAt datetime2(3) '$.FinishedAt') AS r ON r.Id = m.Id
WHERE m.State = 'Sending' AND m.LeaseOwner = r.Owner;
