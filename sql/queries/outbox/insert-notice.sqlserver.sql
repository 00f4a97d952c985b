-- The unique key has the last word; asking first spares the transaction an error on the ordinary repeated look.
INSERT INTO NoticeIssued (NoticeKey, MessageKey, CampaignId, Kind, UnitId, AssignmentId, DueOn, Week, Step, LookDay, IssuedAt, JobRunId)
SELECT r.NoticeKey, r.MessageKey, r.CampaignId, r.Kind, r.UnitId, r.AssignmentId, r.DueOn, r.Week, r.Step, r.LookDay, r.IssuedAt, r.JobRunId
FROM OPENJSON(@Rows) WITH (
    NoticeKey nvarchar(200), MessageKey nvarchar(200), CampaignId int, Kind nvarchar(32), UnitId int, AssignmentId int,
    DueOn date, Week nvarchar(8), Step int, LookDay date, IssuedAt datetime2(3), JobRunId nvarchar(32)) AS r
WHERE NOT EXISTS (SELECT 1 FROM NoticeIssued AS n WHERE n.NoticeKey = r.NoticeKey);
