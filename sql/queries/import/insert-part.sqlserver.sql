INSERT INTO AssignmentUnit (AssignmentId, UnitId, Part)
SELECT a.Id, u.Id, r.Part
FROM OPENJSON(@Rows) WITH (
    CampaignId int '$.CampaignId', Assignment nvarchar(32) '$.Assignment', Unit nvarchar(32) '$.Unit',
    Part nvarchar(16) '$.Part') AS r
JOIN Assignment AS a ON a.CampaignId = r.CampaignId AND a.Code = r.Assignment
JOIN Unit AS u ON u.CampaignId = r.CampaignId AND u.Code = r.Unit;
