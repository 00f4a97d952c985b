SELECT Recipient, RecipientName, RecipientRole
FROM OutboxMessage
WHERE MessageKey = @MessageKey
ORDER BY RecipientRole DESC, Id;
