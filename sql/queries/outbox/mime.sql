SELECT Mime FROM OutboxMime WHERE OutboxMessageId = @Id;
