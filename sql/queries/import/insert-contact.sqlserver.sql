INSERT INTO Contact (UnitId, Address, Title, Phone, Role, IsActive)
SELECT u.Id, r.Address, r.Title, r.Phone, r.Role, r.IsActive
FROM OPENJSON(@Rows) WITH (
    CampaignId int '$.CampaignId', Unit nvarchar(32) '$.Unit', Address nvarchar(254) '$.Address',
    Title nvarchar(1000) '$.Title', Phone nvarchar(50) '$.Phone', Role nvarchar(16) '$.Role',
    IsActive bit '$.IsActive') AS r
JOIN Unit AS u ON u.CampaignId = r.CampaignId AND u.Code = r.Unit;
