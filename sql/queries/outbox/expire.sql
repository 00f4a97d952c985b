-- The server's reply to a message that was tried stays, because the specialist is told of it.
UPDATE OutboxMessage
SET State = 'Expired', StateReason = CASE WHEN Attempts > 0 THEN StateReason ELSE 'no longer worth sending' END, FinishedAt = @Now
WHERE State = 'Pending' AND ExpiresAt <= @Now;
