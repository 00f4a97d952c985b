-- One statement, so that of two dispatchers only one gets a row. The partial index answers the inner question.
UPDATE OutboxMessage
SET State = 'Sending', LeaseOwner = @Owner, LeaseUntil = @LeaseUntil
WHERE Id IN (
    SELECT Id
    FROM OutboxMessage
    WHERE State = 'Pending' AND NotBefore <= @Now AND ExpiresAt > @Now
    ORDER BY Priority, ExpiresAt, Id
    LIMIT @Count)
RETURNING Id, MessageKey, Recipient, RecipientName, RecipientRole, CampaignId, Kind, UnitId, Week, Step, LookDay, Body,
    Priority, Attempts, InDoubt, ExpiresAt, LeaseUntil, MessageId, Subject, Mime, MimeSha256;
