UPDATE OutboxMessage
SET Subject = @subject, Mime = @mime, MimeSha256 = @mimeSha256, LeaseUntil = @leaseUntil
WHERE Id = @id AND State = 'Sending' AND LeaseOwner = @owner;
