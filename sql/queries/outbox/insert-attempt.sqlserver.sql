-- Where a commit's end was unknown it is written again, and stands there once.
INSERT INTO OutboxAttempt (OutboxMessageId, AttemptedAt, Owner, InDoubt, Stage, Outcome, Code, Reply, ElapsedMs)
SELECT @OutboxMessageId, @AttemptedAt, @Owner, @InDoubt, @Stage, @Outcome, @Code, @Reply, @ElapsedMs
WHERE NOT EXISTS (SELECT 1 FROM OutboxAttempt WHERE OutboxMessageId = @OutboxMessageId AND AttemptedAt = @AttemptedAt);
