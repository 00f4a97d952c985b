-- Not by a SELECT that looks whether it is there: SQLite would put what that gives into a table of its own first.
INSERT INTO OutboxMime (OutboxMessageId, Mime)
VALUES (@Id, @Mime)
ON CONFLICT (OutboxMessageId) DO NOTHING;
