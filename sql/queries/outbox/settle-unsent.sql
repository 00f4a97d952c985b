UPDATE OutboxMessage
SET State = @State, StateReason = @StateReason, Attempts = @Attempts, NotBefore = @NotBefore, InDoubt = @InDoubt,
    FinishedAt = @FinishedAt, MaxBytes = COALESCE(@MaxBytes, MaxBytes), LeaseOwner = NULL, LeaseUntil = NULL
WHERE Id = @Id AND State = 'Sending' AND LeaseOwner = @Owner;
