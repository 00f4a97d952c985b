-- A SELECT that checks first would make SQLite build a temporary table for every mail.
INSERT INTO OutboxMime (OutboxMessageId, Mime)
VALUES (@Id, @Mime)
ON CONFLICT (OutboxMessageId) DO NOTHING;
