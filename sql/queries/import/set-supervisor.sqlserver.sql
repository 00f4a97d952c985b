UPDATE u
SET SupervisorId = s.Id
FROM dbo.Unit AS u
JOIN OPENJSON(@Rows) WITH (
    CampaignId int '$.CampaignId', Code nvarchar(32) '$.Code', Supervisor nvarchar(32) '$.Supervisor') AS r ON r.CampaignId = u.CampaignId AND r.Code = u.Code
LEFT JOIN dbo.Unit AS s ON s.CampaignId = r.CampaignId AND s.Code = r.Supervisor;
