SELECT Id FROM OutboxMessage WHERE FinishedAt < @Before ORDER BY FinishedAt, Id LIMIT @Count;
