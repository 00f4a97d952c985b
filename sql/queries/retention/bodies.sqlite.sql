-- Starts from the bodies, because there are three months of them and a year of messages. An unfinished message keeps its
-- body, however old: one in doubt is sent again byte for byte.
DELETE FROM OutboxMime
WHERE OutboxMessageId IN (
    SELECT k.OutboxMessageId FROM OutboxMime AS k
    WHERE EXISTS (SELECT 1 FROM OutboxMessage AS m WHERE m.Id = k.OutboxMessageId AND m.FinishedAt < @Before)
    LIMIT @Count);
