UPDATE OutboxMessage
SET Subject = @Subject, Mime = @Mime, MimeSha256 = @MimeSha256, LeaseUntil = @LeaseUntil
WHERE Id = @Id AND State = 'Sending' AND LeaseOwner = @Owner;
