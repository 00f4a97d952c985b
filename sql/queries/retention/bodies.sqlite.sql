-- Asked from the bodies' side: there are three months of them, and a year of messages. What has not finished keeps its
-- own, however old: in doubt, it is sent again byte for byte.
DELETE FROM OutboxMime
WHERE OutboxMessageId IN (
    SELECT k.OutboxMessageId FROM OutboxMime AS k
    WHERE EXISTS (SELECT 1 FROM OutboxMessage AS m WHERE m.Id = k.OutboxMessageId AND m.FinishedAt < @Before)
    LIMIT @Count);
