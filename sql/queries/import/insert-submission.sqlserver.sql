INSERT INTO WeeklySubmission (UnitId, Week, SubmittedAt, Assignments, Results, Difficulties, Proposals, NextWeek)
SELECT u.Id, r.Week, r.SubmittedAt, r.Assignments, r.Results, r.Difficulties, r.Proposals, r.NextWeek
FROM OPENJSON(@Rows) WITH (
    CampaignId int '$.CampaignId', Unit nvarchar(32) '$.Unit', Week nvarchar(8) '$.Week',
    SubmittedAt datetime2(3) '$.SubmittedAt', Assignments nvarchar(2000) '$.Assignments',
    Results nvarchar(max) '$.Results', Difficulties nvarchar(max) '$.Difficulties',
    Proposals nvarchar(max) '$.Proposals', NextWeek nvarchar(max) '$.NextWeek') AS r
JOIN Unit AS u ON u.CampaignId = r.CampaignId AND u.Code = r.Unit;
