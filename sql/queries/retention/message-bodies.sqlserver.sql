-- The same messages as in 'messages', which follows in the same transaction.
DELETE FROM dbo.OutboxMime
WHERE OutboxMessageId IN (SELECT TOP (@Count) Id FROM dbo.OutboxMessage WHERE FinishedAt < @Before ORDER BY FinishedAt, Id);
