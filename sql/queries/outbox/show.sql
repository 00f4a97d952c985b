SELECT MessageKey, Recipient, RecipientRole, State, StateReason, MessageId, MimeSha256, Mime
FROM OutboxMessage
WHERE Id = @Id;
