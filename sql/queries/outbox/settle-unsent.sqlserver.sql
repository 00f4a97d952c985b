UPDATE m
SET State = r.State, StateReason = r.StateReason, Attempts = r.Attempts, NotBefore = r.NotBefore, InDoubt = r.InDoubt,
    FinishedAt = r.FinishedAt, LeaseOwner = NULL, LeaseUntil = NULL
FROM dbo.OutboxMessage AS m
JOIN OPENJSON(@Rows) WITH (
    Id bigint, Owner nvarchar(200), State nvarchar(16), StateReason nvarchar(1000), Attempts int, NotBefore datetime2(3),
    InDoubt bit, FinishedAt datetime2(3)) AS r ON r.Id = m.Id
WHERE m.State = 'Sending' AND m.LeaseOwner = r.Owner;
