UPDATE OutboxMessage
SET State = 'Pending', LeaseOwner = NULL, LeaseUntil = NULL
WHERE Id = @Id AND State = 'Sending' AND LeaseOwner = @Owner;
