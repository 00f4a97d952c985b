UPDATE OutboxMessage
SET State = 'Suppressed', StateReason = 'cancelled by hand', FinishedAt = @Now
WHERE Id = @Id AND State IN ('Pending', 'Held');
