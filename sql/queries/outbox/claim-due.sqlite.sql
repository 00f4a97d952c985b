-- One statement, so that of two dispatchers only one gets a row. The partial index answers the inner question.
UPDATE OutboxMessage
SET State = 'Sending', LeaseOwner = @owner, LeaseUntil = @leaseUntil
WHERE Id IN (
    SELECT Id
    FROM OutboxMessage
    WHERE State = 'Pending' AND NotBefore <= @now AND ExpiresAt > @now
    ORDER BY Priority, ExpiresAt, Id
    LIMIT @count)
RETURNING Id, MessageKey, Recipient, RecipientName, RecipientRole, CampaignId, Kind, UnitId, Week, Step, LookDay, Body,
    Priority, Attempts, InDoubt, ExpiresAt, LeaseUntil, MessageId, Subject, Mime, MimeSha256;
