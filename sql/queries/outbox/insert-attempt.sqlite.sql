-- Where a commit's end was unknown it is written again, and stands there once. Not by a SELECT that looks first: SQLite
-- puts what that gives into a table of its own, for every mail.
INSERT INTO OutboxAttempt (OutboxMessageId, AttemptedAt, Owner, InDoubt, Stage, Outcome, Code, Reply, ElapsedMs)
VALUES (@OutboxMessageId, @AttemptedAt, @Owner, @InDoubt, @Stage, @Outcome, @Code, @Reply, @ElapsedMs)
ON CONFLICT (OutboxMessageId, AttemptedAt) DO NOTHING;
