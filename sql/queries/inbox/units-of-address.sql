-- The units that an address is a contact of.
SELECT u.CampaignId, u.Code
FROM Contact AS k
JOIN Unit AS u ON u.Id = k.UnitId
WHERE k.Address = @Sender AND k.IsActive = 1 AND u.IsActive = 1
ORDER BY u.CampaignId, u.Code;
