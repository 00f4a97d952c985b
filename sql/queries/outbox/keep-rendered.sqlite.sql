UPDATE OutboxMessage
SET Subject = @Subject, MimeSha256 = @MimeSha256, LeaseUntil = @LeaseUntil
WHERE Id = @Id AND State = 'Sending' AND LeaseOwner = @Owner;
