-- An unfinished message keeps its body, however old: one in doubt is sent again byte for byte.
DELETE FROM dbo.OutboxMime
WHERE OutboxMessageId IN (
    SELECT TOP (@Count) k.OutboxMessageId FROM dbo.OutboxMime AS k
    WHERE EXISTS (SELECT 1 FROM dbo.OutboxMessage AS m WHERE m.Id = k.OutboxMessageId AND m.FinishedAt < @Before));
