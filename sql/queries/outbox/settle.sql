-- A message that waits again, and was surely not taken, is rendered anew from the data of its next moment.
UPDATE OutboxMessage
SET State = @State, StateReason = @StateReason, Attempts = @Attempts, NotBefore = @NotBefore, InDoubt = @InDoubt,
    Mime = CASE WHEN @State = 'Pending' AND @InDoubt = 0 THEN NULL ELSE Mime END,
    FinishedAt = @FinishedAt, LeaseOwner = NULL, LeaseUntil = NULL
WHERE Id = @OutboxMessageId AND State = 'Sending' AND LeaseOwner = @Owner;
