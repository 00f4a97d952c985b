-- A message that was suppressed, and whose notices were taken back and issued again on the same day, waits again. What a
-- person has cancelled stays cancelled.
UPDATE OutboxMessage
SET State = @State, StateReason = @StateReason, Attempts = 0, NotBefore = @Now, FinishedAt = NULL, JobRunId = @JobRunId
WHERE State = 'Suppressed' AND InDoubt = 0 AND StateReason <> 'cancelled by hand'
    AND MessageKey IN (
        SELECT n.MessageKey
        FROM NoticeIssued AS n
        WHERE n.CampaignId = @CampaignId AND n.LookDay = @LookDay AND n.JobRunId = @JobRunId);
