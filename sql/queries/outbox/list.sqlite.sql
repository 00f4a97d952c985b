SELECT Id, MessageKey, Kind, Recipient, RecipientName, RecipientRole, State, StateReason, Subject, CreatedAt, FinishedAt, Attempts, MessageId, MimeSha256
FROM OutboxMessage
WHERE (@State IS NULL OR State = @State) AND (@BelowId IS NULL OR Id < @BelowId)
ORDER BY Id DESC
LIMIT @Last;
