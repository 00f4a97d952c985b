DELETE FROM OutboxAttempt WHERE OutboxMessageId = @Id;
