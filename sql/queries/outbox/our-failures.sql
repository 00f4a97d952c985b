-- Mails that were refused as such, or called spam.
SELECT f.OutboxMessageId, f.InboxMailId
FROM DeliveryFailure AS f
WHERE f.NotedAt > @Since AND f.Class = @Class
ORDER BY f.NotedAt DESC, f.Id DESC;
