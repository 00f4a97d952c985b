-- A mail leaves only where its run wrote at least one of its notices: all of them may have been issued before.
INSERT INTO OutboxMessage (
    MessageKey, Recipient, RecipientName, RecipientRole, CampaignId, Kind, UnitId, Week, Step, LookDay, Body,
    Priority, State, StateReason, CreatedAt, NotBefore, ExpiresAt, MessageId, JobRunId)
SELECT
    @MessageKey, @Recipient, @RecipientName, @RecipientRole, @CampaignId, @Kind, @UnitId, @Week, @Step, @LookDay, @Body,
    @Priority, @State, @StateReason, @CreatedAt, @CreatedAt, @ExpiresAt, @MessageId, @JobRunId
WHERE NOT EXISTS (SELECT 1 FROM OutboxMessage WHERE MessageKey = @MessageKey AND Recipient = @Recipient)
    AND EXISTS (SELECT 1 FROM NoticeIssued WHERE MessageKey = @MessageKey AND JobRunId = @JobRunId);
