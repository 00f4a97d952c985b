-- The contacts of the specialists alone; otherwise as campaigns/contacts.
SELECT u.CampaignId, c.UnitId, u.Code AS UnitCode, u.Name AS UnitName, u.Role AS UnitRole, c.Address, c.Title, c.Phone, c.Role
FROM Unit AS u
JOIN Contact AS c ON c.UnitId = u.Id
WHERE u.CampaignId = @CampaignId AND u.Role = 'Specialist' AND u.IsActive = 1 AND c.IsActive = 1
    AND NOT EXISTS (SELECT 1 FROM RefusedAddress AS r WHERE r.CampaignId = u.CampaignId AND r.Address = c.Address)
ORDER BY u.Code, c.Role DESC, c.Address;
