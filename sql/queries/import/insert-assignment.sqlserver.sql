INSERT INTO Assignment (CampaignId, Code, Title, Target, TargetUnit, DueOn, Note, IsActive)
SELECT r.CampaignId, r.Code, r.Title, r.Target, r.TargetUnit, r.DueOn, r.Note, r.IsActive
FROM OPENJSON(@Rows) WITH (
    CampaignId int '$.CampaignId', Code nvarchar(32) '$.Code', Title nvarchar(1000) '$.Title',
    Target nvarchar(200) '$.Target', TargetUnit nvarchar(100) '$.TargetUnit', DueOn date '$.DueOn',
    Note nvarchar(2000) '$.Note', IsActive bit '$.IsActive') AS r;
