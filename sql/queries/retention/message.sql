DELETE FROM OutboxMessage WHERE Id = @Id;
