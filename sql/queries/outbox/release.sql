-- What was held past its time gets another day. As always, it is checked before it leaves whether it is still true.
UPDATE OutboxMessage
SET State = 'Pending', StateReason = '', NotBefore = @Now, ExpiresAt = CASE WHEN ExpiresAt > @Now THEN ExpiresAt ELSE @ExpiresAt END
WHERE Id = @Id AND State = 'Held';
