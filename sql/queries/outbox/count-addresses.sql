SELECT COUNT(DISTINCT c.Address)
FROM Contact AS c
JOIN Unit AS u ON u.Id = c.UnitId
WHERE u.CampaignId = @CampaignId AND u.IsActive = 1 AND c.IsActive = 1;
