-- READPAST lets a second dispatcher skip what the first is claiming; where hints are ignored, the outer State keeps a row
-- from being claimed twice. A time in the future, or a wait longer than any retry has, was written before the clock was set
-- back, and is ignored.
UPDATE m
SET State = 'Sending', LeaseOwner = @Owner, LeaseUntil = @LeaseUntil
OUTPUT inserted.Id, inserted.MessageKey, inserted.Recipient, inserted.RecipientName, inserted.RecipientRole,
    inserted.CampaignId, inserted.Kind, inserted.UnitId, inserted.Week, inserted.Step, inserted.LookDay,
    inserted.Body, inserted.Priority, inserted.Attempts, inserted.InDoubt, inserted.MaxBytes,
    inserted.ExpiresAt, inserted.MessageId, inserted.Subject, inserted.MimeSha256
FROM dbo.OutboxMessage AS m
WHERE m.State = 'Pending' AND m.Id IN (
    SELECT TOP (@Count) Id
    FROM dbo.OutboxMessage WITH (UPDLOCK, READPAST, ROWLOCK, READCOMMITTEDLOCK)
    WHERE State = 'Pending' AND (NotBefore <= @Now OR NotBefore > @NoWaitBeyond OR CreatedAt > @Now) AND ExpiresAt > @Now
    ORDER BY Priority, ExpiresAt, Id);
