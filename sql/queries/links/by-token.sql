SELECT l.UnitId, u.CampaignId, u.Code, u.Name
FROM UnitLink AS l
JOIN Unit AS u ON u.Id = l.UnitId
WHERE l.TokenSha256 = @TokenSha256 AND l.RevokedAt IS NULL AND u.IsActive = 1;
