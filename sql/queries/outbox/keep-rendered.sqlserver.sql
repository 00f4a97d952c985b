UPDATE m
SET Subject = r.Subject, MimeSha256 = r.MimeSha256, LeaseUntil = r.LeaseUntil
FROM OutboxMessage AS m
JOIN @Rows AS r ON r.Id = m.Id
WHERE m.State = 'Sending' AND m.LeaseOwner = r.Owner;
