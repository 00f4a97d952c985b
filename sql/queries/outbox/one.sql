SELECT Id, MessageKey, CampaignId, Kind, UnitId, CASE WHEN Kind IN ('Deadline', 'Reminder') THEN Body ELSE '' END AS SharedBy,
    Recipient, RecipientName, RecipientRole, State, StateReason, Subject, CreatedAt, FinishedAt, Attempts, MessageId, MimeSha256
FROM OutboxMessage
WHERE Id = @Id;
