SELECT Id FROM OutboxMessage WHERE State = @State ORDER BY Id DESC;
