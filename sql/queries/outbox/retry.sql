-- A sent message is never sent again; one that has expired gets another day. Whether it is still true is looked at
-- before it leaves, as always.
UPDATE OutboxMessage
SET State = 'Pending', StateReason = '', Attempts = 0, NotBefore = @Now, FinishedAt = NULL,
    ExpiresAt = CASE WHEN ExpiresAt > @Now THEN ExpiresAt ELSE @ExpiresAt END
WHERE Id = @Id AND State IN ('Dead', 'Expired', 'Suppressed');
