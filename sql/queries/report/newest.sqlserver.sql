SELECT TOP (@Last) r.Id, c.Code AS Campaign, c.Name AS CampaignName, r.Week, r.Revision, r.AsOf
FROM dbo.WeeklyReport AS r
JOIN dbo.Campaign AS c ON c.Id = r.CampaignId
WHERE (@CampaignId IS NULL OR r.CampaignId = @CampaignId) AND (@BelowId IS NULL OR r.Id < @BelowId)
ORDER BY r.Id DESC;
