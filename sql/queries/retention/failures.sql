DELETE FROM DeliveryFailure WHERE OutboxMessageId = @Id;
