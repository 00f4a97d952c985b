-- Refused addresses still in use: a contact's, or one of the others (' archive operator '), found by REPLACE, because to
-- LIKE an underscore would be any letter.
SELECT r.Address, r.Reply, r.CampaignId
FROM RefusedAddress AS r
WHERE r.CampaignId BETWEEN @FirstCampaign AND @LastCampaign AND (
    REPLACE(LOWER(@Others), CONCAT(' ', LOWER(r.Address), ' '), '') <> LOWER(@Others) OR EXISTS (
        SELECT 1
        FROM Contact AS c
        JOIN Unit AS u ON u.Id = c.UnitId
        WHERE c.Address = r.Address AND c.IsActive = 1 AND u.CampaignId = r.CampaignId AND u.IsActive = 1))
ORDER BY r.Address;
