-- The unique key decides; checking first spares the transaction an error when a look is repeated. A key that stands twice
-- in a set, as when the collation does not tell two codes apart, counts once.
INSERT INTO NoticeIssued (NoticeKey, MessageKey, CampaignId, Kind, UnitId, AssignmentId, DueOn, Week, Step, LookDay, IssuedAt, JobRunId)
SELECT r.NoticeKey, r.MessageKey, r.CampaignId, r.Kind, r.UnitId, r.AssignmentId, r.DueOn, r.Week, r.Step, r.LookDay, r.IssuedAt, r.JobRunId
FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY NoticeKey ORDER BY MessageKey) AS Nth FROM @Rows AS s) AS r
WHERE r.Nth = 1 AND NOT EXISTS (SELECT 1 FROM NoticeIssued AS i WHERE i.NoticeKey = r.NoticeKey);
