-- A message is written only where its run wrote at least one of its notices; all of them may have been issued before.
INSERT INTO OutboxMessage (
    MessageKey, Recipient, RecipientName, RecipientRole, CampaignId, Kind, UnitId, Week, Step, LookDay, Body,
    Priority, State, StateReason, CreatedAt, NotBefore, ExpiresAt, MessageId, JobRunId)
SELECT
    @MessageKey, @Recipient, @RecipientName, @RecipientRole, @CampaignId, @Kind, @UnitId, @Week, @Step, @LookDay, @Body,
    @Priority, @State, @StateReason, @CreatedAt, @CreatedAt, @ExpiresAt, @MessageId, @JobRunId
WHERE EXISTS (SELECT 1 FROM NoticeIssued WHERE MessageKey = @MessageKey AND JobRunId = @JobRunId)
ON CONFLICT (MessageKey, Recipient) DO NOTHING;
