UPDATE OutboxMessage
SET State = 'Pending', NotBefore = @NotBefore, LeaseOwner = NULL, LeaseUntil = NULL,
    Mime = CASE WHEN InDoubt = 1 THEN Mime ELSE NULL END
WHERE Id = @Id AND State = 'Sending' AND LeaseOwner = @Owner;
