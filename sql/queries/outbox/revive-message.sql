-- Messages that were suppressed, and whose notices were taken back and issued again on the same day, wait again. What a
-- person has cancelled stays cancelled. CROSS makes SQLite go campaign by campaign: a range of them would read every notice ever.
UPDATE OutboxMessage
SET State = @State, StateReason = @StateReason, Attempts = 0, NotBefore = @Now, FinishedAt = NULL, JobRunId = @JobRunId
WHERE State = 'Suppressed' AND InDoubt = 0 AND StateReason <> 'cancelled by hand'
    AND MessageKey IN (
        SELECT n.MessageKey
        FROM Campaign AS c
        CROSS JOIN NoticeIssued AS n
        WHERE c.Id BETWEEN @FirstCampaign AND @LastCampaign
            AND n.CampaignId = c.Id AND n.LookDay = @LookDay AND n.JobRunId = @JobRunId);
