INSERT INTO OutboxMime (OutboxMessageId, Mime)
SELECT r.Id, r.Mime
FROM @Rows AS r
WHERE NOT EXISTS (SELECT 1 FROM OutboxMime AS m WHERE m.OutboxMessageId = r.Id);
