-- Addresses that the mail server has refused permanently are left out; a unit with no other counts as having none.
SELECT u.CampaignId, c.UnitId, u.Code AS UnitCode, u.Name AS UnitName, u.Role AS UnitRole, c.Address, c.Title, c.Phone, c.Role
FROM Contact AS c
JOIN Unit AS u ON u.Id = c.UnitId
WHERE u.CampaignId BETWEEN @FirstCampaign AND @LastCampaign AND u.IsActive = 1 AND c.IsActive = 1
    AND NOT EXISTS (SELECT 1 FROM RefusedAddress AS r WHERE r.CampaignId = u.CampaignId AND r.Address = c.Address)
ORDER BY u.Code, c.Role DESC, c.Address;
