INSERT INTO Unit (CampaignId, Code, Name, Aliases, Kind, Role, OwesWeekly, IsActive)
SELECT r.CampaignId, r.Code, r.Name, r.Aliases, r.Kind, r.Role, r.OwesWeekly, r.IsActive
FROM OPENJSON(@Rows) WITH (
    CampaignId int '$.CampaignId', Code nvarchar(32) '$.Code', Name nvarchar(400) '$.Name',
    Aliases nvarchar(1000) '$.Aliases', Kind nvarchar(32) '$.Kind', Role nvarchar(16) '$.Role',
    OwesWeekly bit '$.OwesWeekly', IsActive bit '$.IsActive') AS r;
