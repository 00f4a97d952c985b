SELECT Id FROM OutboxMessage WHERE FinishedAt < @Before LIMIT @Count;
