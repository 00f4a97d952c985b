-- A message is written only where its run wrote at least one of its notices; all of them may have been issued before. An
-- address that stands twice in a set gets one mail, as main recipient rather than in copy.
INSERT INTO OutboxMessage (
    MessageKey, Recipient, RecipientName, RecipientRole, CampaignId, Kind, UnitId, Week, Step, LookDay, Body,
    Priority, State, StateReason, CreatedAt, NotBefore, ExpiresAt, MessageId, JobRunId)
SELECT
    r.MessageKey, r.Recipient, r.RecipientName, r.RecipientRole, r.CampaignId, r.Kind, r.UnitId, r.Week, r.Step, r.LookDay, r.Body,
    r.Priority, r.State, r.StateReason, r.CreatedAt, r.CreatedAt, r.ExpiresAt, r.MessageId, r.JobRunId
FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY MessageKey, Recipient ORDER BY RecipientRole DESC) AS Nth FROM @Rows AS s) AS r
WHERE r.Nth = 1
    AND NOT EXISTS (SELECT 1 FROM OutboxMessage AS m WHERE m.MessageKey = r.MessageKey AND m.Recipient = r.Recipient)
    AND EXISTS (SELECT 1 FROM NoticeIssued AS i WHERE i.MessageKey = r.MessageKey AND i.JobRunId = r.JobRunId);
