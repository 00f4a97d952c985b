INSERT INTO SubmissionExemption (UnitId, Week, Reason)
SELECT u.Id, r.Week, r.Reason
FROM OPENJSON(@Rows) WITH (
    CampaignId int '$.CampaignId', Unit nvarchar(32) '$.Unit', Week nvarchar(8) '$.Week',
    Reason nvarchar(1000) '$.Reason') AS r
JOIN Unit AS u ON u.CampaignId = r.CampaignId AND u.Code = r.Unit;
