UPDATE OutboxMessage
SET State = @State, StateReason = @Reason, FinishedAt = @Now, LeaseOwner = NULL, LeaseUntil = NULL
WHERE Id = @Id AND State = 'Sending' AND LeaseOwner = @Owner;
