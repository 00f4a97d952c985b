SELECT r.Address, r.RefusedAt AS ClosedAt, r.Reply,
    COALESCE((SELECT MIN(u.Code) FROM Contact AS c JOIN Unit AS u ON u.Id = c.UnitId
        WHERE c.Address = r.Address AND u.CampaignId = r.CampaignId), '') AS Unit
FROM RefusedAddress AS r
WHERE r.CampaignId = @CampaignId
ORDER BY r.Address;
