SELECT c.UnitId, u.Name AS UnitName, u.Role AS UnitRole, c.Address, c.Title, c.Phone, c.Role
FROM Contact AS c
JOIN Unit AS u ON u.Id = c.UnitId
WHERE u.CampaignId = @CampaignId AND u.IsActive = 1 AND c.IsActive = 1
ORDER BY u.Code, c.Role DESC, c.Address;
