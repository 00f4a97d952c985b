UPDATE OutboxMessage
SET State = 'Expired', StateReason = 'no longer worth sending', FinishedAt = @now
WHERE State = 'Pending' AND ExpiresAt <= @now;
