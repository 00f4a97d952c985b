DELETE FROM OutboxMime WHERE OutboxMessageId = @Id;
