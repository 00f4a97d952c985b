SELECT r.Id, r.CampaignId, c.Code AS Campaign, c.Name AS CampaignName, r.Week, r.Revision, r.AsOf
FROM WeeklyReport AS r
JOIN Campaign AS c ON c.Id = r.CampaignId
WHERE (@CampaignId IS NULL OR r.CampaignId = @CampaignId) AND (@BelowId IS NULL OR r.Id < @BelowId)
    AND (@AccountId IS NULL OR r.CampaignId IN (SELECT CampaignId FROM AccountCampaign WHERE AccountId = @AccountId))
ORDER BY r.Id DESC
LIMIT @Last;
