SELECT Id, MessageKey, Kind, Recipient, RecipientRole, State, StateReason, Subject, CreatedAt, FinishedAt, Attempts, MessageId, MimeSha256
FROM OutboxMessage
WHERE @State IS NULL OR State = @State
ORDER BY Id DESC
LIMIT @Last;
