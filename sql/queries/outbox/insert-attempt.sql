INSERT INTO OutboxAttempt (OutboxMessageId, AttemptedAt, Owner, InDoubt, Stage, Outcome, Code, Reply, ElapsedMs)
VALUES (@OutboxMessageId, @AttemptedAt, @Owner, @InDoubt, @Stage, @Outcome, @Code, @Reply, @ElapsedMs);
