-- One statement, so that only one of two dispatchers gets a row. The partial index answers the inner query. A time in the
-- future, or a wait longer than any retry has, was written before the clock was set back, and is ignored.
UPDATE OutboxMessage
SET State = 'Sending', LeaseOwner = @Owner, LeaseUntil = @LeaseUntil
WHERE Id IN (
    SELECT Id
    FROM OutboxMessage
    WHERE State = 'Pending' AND (NotBefore <= @Now OR NotBefore > @NoWaitBeyond OR CreatedAt > @Now) AND ExpiresAt > @Now
    ORDER BY Priority, ExpiresAt, Id
    LIMIT @Count)
RETURNING Id, MessageKey, Recipient, RecipientName, RecipientRole, CampaignId, Kind, UnitId, Week, Step, LookDay, Body,
    Priority, Attempts, InDoubt, MaxBytes, ExpiresAt, MessageId, Subject, MimeSha256;
