-- As release-stale, for one owner.
UPDATE OutboxMessage
SET State = 'Pending', InDoubt = CASE WHEN Mime IS NULL THEN 0 ELSE 1 END, LeaseOwner = NULL, LeaseUntil = NULL
WHERE State = 'Sending' AND LeaseOwner = @Owner;
