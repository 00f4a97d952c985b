-- A mail leaves only where its run wrote at least one of its notices: all of them may have been issued before.
INSERT INTO OutboxMessage (
    MessageKey, Recipient, RecipientName, RecipientRole, CampaignId, Kind, UnitId, Week, Step, LookDay, Body,
    Priority, State, StateReason, CreatedAt, NotBefore, ExpiresAt, MessageId, JobRunId)
SELECT
    r.MessageKey, r.Recipient, r.RecipientName, r.RecipientRole, r.CampaignId, r.Kind, r.UnitId, r.Week, r.Step, r.LookDay, r.Body,
    r.Priority, r.State, r.StateReason, r.CreatedAt, r.CreatedAt, r.ExpiresAt, r.MessageId, r.JobRunId
FROM OPENJSON(@Rows) WITH (
    MessageKey nvarchar(200), Recipient nvarchar(254), RecipientName nvarchar(1000), RecipientRole nvarchar(8), CampaignId int,
    Kind nvarchar(32), UnitId int, Week nvarchar(8), Step int, LookDay date, Body nvarchar(max), Priority int, State nvarchar(16),
    StateReason nvarchar(1000), CreatedAt datetime2(3), ExpiresAt datetime2(3), MessageId nvarchar(200), JobRunId nvarchar(32)) AS r
WHERE NOT EXISTS (SELECT 1 FROM OutboxMessage AS m WHERE m.MessageKey = r.MessageKey AND m.Recipient = r.Recipient)
    AND EXISTS (SELECT 1 FROM NoticeIssued AS n WHERE n.MessageKey = r.MessageKey AND n.JobRunId = r.JobRunId);
