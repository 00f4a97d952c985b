-- After a commit whose outcome was unknown the row is written again, and must stand there once.
INSERT INTO OutboxAttempt (OutboxMessageId, AttemptedAt, Owner, InDoubt, Stage, Outcome, Code, Reply, ElapsedMs)
SELECT r.OutboxMessageId, r.AttemptedAt, r.Owner, r.InDoubt, r.Stage, r.Outcome, r.Code, r.Reply, r.ElapsedMs
FROM @Rows AS r
WHERE NOT EXISTS (SELECT 1 FROM OutboxAttempt AS a WHERE a.OutboxMessageId = r.OutboxMessageId AND a.AttemptedAt = r.AttemptedAt);
