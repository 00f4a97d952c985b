SELECT u.Code AS Unit, c.Address, c.Title, c.Phone, c.Role, c.IsActive
FROM Contact AS c
JOIN Unit AS u ON u.Id = c.UnitId
WHERE u.CampaignId = @CampaignId;
