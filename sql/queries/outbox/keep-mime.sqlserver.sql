INSERT INTO OutboxMime (OutboxMessageId, Mime)
SELECT @Id, @Mime
WHERE NOT EXISTS (SELECT 1 FROM OutboxMime WHERE OutboxMessageId = @Id);
