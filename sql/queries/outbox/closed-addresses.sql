-- An address that was replaced is nobody's any more; one that is no contact's is the archive's or the operator's.
SELECT k.Id AS CampaignId, k.Code AS Campaign, r.Address, r.RefusedAt AS At, r.Reply,
    COALESCE((SELECT MIN(u.Code) FROM Contact AS c JOIN Unit AS u ON u.Id = c.UnitId
        WHERE c.Address = r.Address AND c.IsActive = 1 AND u.CampaignId = r.CampaignId AND u.IsActive = 1), '') AS Unit
FROM RefusedAddress AS r
JOIN Campaign AS k ON k.Id = r.CampaignId
WHERE k.EndsOn >= @OldestEnd AND (
    EXISTS (
        SELECT 1 FROM Contact AS c JOIN Unit AS u ON u.Id = c.UnitId
        WHERE c.Address = r.Address AND c.IsActive = 1 AND u.CampaignId = r.CampaignId AND u.IsActive = 1)
    OR NOT EXISTS (SELECT 1 FROM Contact AS c WHERE c.Address = r.Address))
ORDER BY k.Code, r.Address;
