SELECT u.Name
FROM Unit AS u
WHERE u.CampaignId = @CampaignId AND u.IsActive = 1
    AND NOT EXISTS (SELECT 1 FROM Contact AS c WHERE c.UnitId = u.Id AND c.IsActive = 1)
ORDER BY u.Code;
