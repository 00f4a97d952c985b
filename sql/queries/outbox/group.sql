SELECT Recipient, RecipientName, RecipientRole
FROM OutboxMessage
WHERE MessageKey = @messageKey
ORDER BY RecipientRole DESC, Id;
