-- What the server has said of one that was tried stays: the specialist is told of it.
UPDATE OutboxMessage
SET State = 'Expired', StateReason = CASE WHEN Attempts > 0 THEN StateReason ELSE 'no longer worth sending' END, FinishedAt = @Now
WHERE State = 'Pending' AND ExpiresAt <= @Now;
