-- READPAST lets a second dispatcher pass by what the first is claiming; where hints are ignored, the outer State
-- keeps a row from being claimed twice.
UPDATE m
SET State = 'Sending', LeaseOwner = @Owner, LeaseUntil = @LeaseUntil
OUTPUT inserted.Id, inserted.MessageKey, inserted.Recipient, inserted.RecipientName, inserted.RecipientRole,
    inserted.CampaignId, inserted.Kind, inserted.UnitId, inserted.Week, inserted.Step, inserted.LookDay,
    inserted.Body, inserted.Priority, inserted.Attempts, inserted.InDoubt, inserted.ExpiresAt,
    inserted.LeaseUntil, inserted.MessageId, inserted.Subject, inserted.Mime, inserted.MimeSha256
FROM dbo.OutboxMessage AS m
WHERE m.State = 'Pending' AND m.Id IN (
    SELECT TOP (@Count) Id
    FROM dbo.OutboxMessage WITH (UPDLOCK, READPAST, ROWLOCK)
    WHERE State = 'Pending' AND NotBefore <= @Now AND ExpiresAt > @Now
    ORDER BY Priority, ExpiresAt, Id);
