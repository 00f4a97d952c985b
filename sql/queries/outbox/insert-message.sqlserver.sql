-- A mail leaves only where its run wrote at least one of its notices: all of them may have been issued before.
INSERT INTO OutboxMessage (
    MessageKey, Recipient, RecipientName, RecipientRole, CampaignId, Kind, UnitId, Week, Step, LookDay, Body,
    Priority, State, StateReason, CreatedAt, NotBefore, ExpiresAt, MessageId, JobRunId)
SELECT
    r.MessageKey, r.Recipient, r.RecipientName, r.RecipientRole, r.CampaignId, r.Kind, r.UnitId, r.Week, r.Step, r.LookDay, r.Body,
    r.Priority, r.State, r.StateReason, r.CreatedAt, r.CreatedAt, r.ExpiresAt, r.MessageId, r.JobRunId
FROM OPENJSON(@Rows) WITH (
    MessageKey nvarchar(200) '$.MessageKey', Recipient nvarchar(254) '$.Recipient',
    RecipientName nvarchar(1000) '$.RecipientName', RecipientRole nvarchar(8) '$.RecipientRole',
    CampaignId int '$.CampaignId', Kind nvarchar(32) '$.Kind', UnitId int '$.UnitId', Week nvarchar(8) '$.Week',
    Step int '$.Step', LookDay date '$.LookDay', Body nvarchar(max) '$.Body', Priority int '$.Priority',
    State nvarchar(16) '$.State', StateReason nvarchar(1000) '$.StateReason', CreatedAt datetime2(3) '$.CreatedAt',
    ExpiresAt datetime2(3) '$.ExpiresAt', MessageId nvarchar(200) '$.MessageId', JobRunId nvarchar(32) '$.JobRunId') AS r
WHERE NOT EXISTS (SELECT 1 FROM OutboxMessage AS m WHERE m.MessageKey = r.MessageKey AND m.Recipient = r.Recipient)
    AND EXISTS (SELECT 1 FROM NoticeIssued AS n WHERE n.MessageKey = r.MessageKey AND n.JobRunId = r.JobRunId);
