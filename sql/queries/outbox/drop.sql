UPDATE OutboxMessage
SET State = @state, StateReason = @reason, FinishedAt = @now, LeaseOwner = NULL, LeaseUntil = NULL
WHERE Id = @id AND State = 'Sending' AND LeaseOwner = @owner;
