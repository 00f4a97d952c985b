-- A mail is decided once, whoever else reads it.
UPDATE InboxMail
SET State = @State, Reason = @Reason, DecidedAt = @DecidedAt, CampaignId = @CampaignId, UnitId = @UnitId, GestureId = @GestureId,
    OutboxMessageId = @OutboxMessageId, Kind = @Kind, SenderLevel = @SenderLevel, AwayUntil = @AwayUntil
WHERE Id = @Id AND State IN ('New', 'Failed');
