SELECT Id, MessageKey, Kind, Recipient, RecipientName, RecipientRole, State, StateReason, Subject, CreatedAt, FinishedAt, Attempts, MessageId, MimeSha256
FROM OutboxMessage
WHERE Id = @Id;
