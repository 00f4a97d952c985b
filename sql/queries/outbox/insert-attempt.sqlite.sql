-- After a commit whose outcome was unknown the row is written again, and must stand there once. A SELECT that checks first
-- would make SQLite build a temporary table for every mail.
INSERT INTO OutboxAttempt (OutboxMessageId, AttemptedAt, Owner, InDoubt, Stage, Outcome, Code, Reply, ElapsedMs)
VALUES (@OutboxMessageId, @AttemptedAt, @Owner, @InDoubt, @Stage, @Outcome, @Code, @Reply, @ElapsedMs)
ON CONFLICT (OutboxMessageId, AttemptedAt) DO NOTHING;
