-- The same bytes, or the same mail by another way.
SELECT COUNT(*) FROM InboxMail
WHERE Sha256 = @Sha256 OR (MessageId = @MessageId AND MessageId <> '' AND Sender = @Sender);
