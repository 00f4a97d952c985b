-- The units of a campaign with those to whom is written; without one where there is nobody.
SELECT u.Id, u.Code, u.Name, u.IsActive, u.OwesWeekly, c.Address, c.Title, c.Phone, c.Role,
    CASE WHEN EXISTS (SELECT 1 FROM RefusedAddress AS r WHERE r.CampaignId = u.CampaignId AND r.Address = c.Address)
         THEN 1 ELSE 0 END AS IsRefused
FROM Unit AS u
LEFT JOIN Contact AS c ON c.UnitId = u.Id AND c.IsActive = 1
WHERE u.CampaignId = @CampaignId
ORDER BY u.Code, c.Role DESC, c.Address;
