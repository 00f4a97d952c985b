SELECT u.Name, u.CampaignId
FROM Unit AS u
WHERE u.CampaignId BETWEEN @FirstCampaign AND @LastCampaign AND u.IsActive = 1
    AND NOT EXISTS (
        SELECT 1 FROM Contact AS c
        WHERE c.UnitId = u.Id AND c.IsActive = 1
            AND NOT EXISTS (SELECT 1 FROM RefusedAddress AS r WHERE r.CampaignId = u.CampaignId AND r.Address = c.Address))
ORDER BY u.Code;
