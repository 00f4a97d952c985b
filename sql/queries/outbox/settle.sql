-- A message that waits again, and was surely not taken, is rendered anew from the data of its next moment.
UPDATE OutboxMessage
SET State = @state, StateReason = @stateReason, Attempts = @attempts, NotBefore = @notBefore, InDoubt = @inDoubt,
    Mime = CASE WHEN @state = 'Pending' AND @inDoubt = 0 THEN NULL ELSE Mime END,
    FinishedAt = @finishedAt, LeaseOwner = NULL, LeaseUntil = NULL
WHERE Id = @outboxMessageId AND State = 'Sending' AND LeaseOwner = @owner;
