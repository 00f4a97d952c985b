SELECT AttemptedAt, InDoubt, Stage, Outcome, Code, Reply, ElapsedMs
FROM OutboxAttempt
WHERE OutboxMessageId = @Id
ORDER BY Id;
