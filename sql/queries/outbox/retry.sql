-- A sent message is never sent again; an expired one gets another day. As always, it is checked before it leaves whether
-- it is still true.
UPDATE OutboxMessage
SET State = 'Pending', StateReason = '', Attempts = 0, MaxBytes = NULL, NotBefore = @Now, FinishedAt = NULL,
    ExpiresAt = CASE WHEN ExpiresAt > @Now THEN ExpiresAt ELSE @ExpiresAt END
WHERE Id = @Id AND State IN ('Dead', 'Expired', 'Suppressed');
