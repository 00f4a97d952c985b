INSERT INTO OutboxMessage (
    MessageKey, Recipient, RecipientName, RecipientRole, CampaignId, Kind, UnitId, Week, Step, LookDay, Body,
    Priority, State, StateReason, CreatedAt, NotBefore, ExpiresAt, MessageId, JobRunId)
SELECT
    @messageKey, @recipient, @recipientName, @recipientRole, @campaignId, @kind, @unitId, @week, @step, @lookDay, @body,
    @priority, @state, @stateReason, @createdAt, @createdAt, @expiresAt, @messageId, @jobRunId
WHERE NOT EXISTS (SELECT 1 FROM OutboxMessage WHERE MessageKey = @messageKey AND Recipient = @recipient);
