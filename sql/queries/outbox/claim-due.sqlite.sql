-- One statement, so that of two dispatchers only one gets a row. The partial index answers the inner question.
-- What seems to come from the future, or to wait for longer than any try does, was written before the clock was set
-- back: it waits for nothing.
UPDATE OutboxMessage
SET State = 'Sending', LeaseOwner = @Owner, LeaseUntil = @LeaseUntil
WHERE Id IN (
    SELECT Id
    FROM OutboxMessage
    WHERE State = 'Pending' AND (NotBefore <= @Now OR NotBefore > @NoWaitBeyond OR CreatedAt > @Now) AND ExpiresAt > @Now
    ORDER BY Priority, ExpiresAt, Id
    LIMIT @Count)
RETURNING Id, MessageKey, Recipient, RecipientName, RecipientRole, CampaignId, Kind, UnitId, Week, Step, LookDay, Body,
    Priority, Attempts, InDoubt, ExpiresAt, MessageId, Subject, MimeSha256;
