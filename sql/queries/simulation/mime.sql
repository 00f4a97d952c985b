SELECT Mime FROM OutboxMessage WHERE Id = @Id;
