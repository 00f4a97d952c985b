-- The same messages as in 'messages', which follows in the same transaction.
DELETE FROM OutboxMime
WHERE OutboxMessageId IN (SELECT Id FROM OutboxMessage WHERE FinishedAt < @Before ORDER BY FinishedAt, Id LIMIT @Count);
