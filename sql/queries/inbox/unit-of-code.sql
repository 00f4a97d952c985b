SELECT u.Id AS UnitId, u.Code AS Unit, c.Id AS CampaignId, c.Code AS Campaign
FROM Unit AS u
JOIN Campaign AS c ON c.Id = u.CampaignId
WHERE u.CampaignId = @CampaignId AND u.Code = @Code;
