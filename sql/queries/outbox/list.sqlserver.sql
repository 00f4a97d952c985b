SELECT TOP (@Last) Id, MessageKey, Kind, Recipient, RecipientRole, State, StateReason, Subject, CreatedAt, FinishedAt, Attempts, MessageId, MimeSha256
FROM dbo.OutboxMessage
WHERE @State IS NULL OR State = @State
ORDER BY Id DESC;
