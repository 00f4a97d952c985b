-- The units of campaigns that are not over, whose contact the sender is or was.
SELECT u.Id AS UnitId, u.Code AS Unit, c.Id AS CampaignId, c.Code AS Campaign
FROM Contact AS k
JOIN Unit AS u ON u.Id = k.UnitId
JOIN Campaign AS c ON c.Id = u.CampaignId
WHERE k.Address = @Sender AND u.IsActive = 1 AND c.EndsOn >= @Today AND u.Role IN ('Member', 'Specialist')
GROUP BY u.Id, u.Code, c.Id, c.Code;
