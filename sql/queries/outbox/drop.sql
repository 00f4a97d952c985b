UPDATE OutboxMessage
SET State = 'Suppressed', StateReason = @Reason, FinishedAt = @Now, LeaseOwner = NULL, LeaseUntil = NULL
WHERE Id = @Id AND State = 'Sending' AND LeaseOwner = @Owner;
