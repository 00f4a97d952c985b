UPDATE OutboxMessage
SET State = 'Pending', NotBefore = @notBefore, LeaseOwner = NULL, LeaseUntil = NULL,
    Mime = CASE WHEN InDoubt = 1 THEN Mime ELSE NULL END
WHERE Id = @id AND State = 'Sending' AND LeaseOwner = @owner;
