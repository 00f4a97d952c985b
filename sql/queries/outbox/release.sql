UPDATE OutboxMessage
SET State = 'Pending', StateReason = '', NotBefore = @Now
WHERE Id = @Id AND State = 'Held';
