UPDATE OutboxMessage
SET State = 'Expired', StateReason = 'no longer worth sending', FinishedAt = @Now
WHERE State = 'Pending' AND ExpiresAt <= @Now;
