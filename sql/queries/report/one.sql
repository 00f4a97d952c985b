SELECT r.Id, r.CampaignId, c.Code AS Campaign, c.Name AS CampaignName, r.Week, r.Revision, r.AsOf
FROM WeeklyReport AS r
JOIN Campaign AS c ON c.Id = r.CampaignId
WHERE r.Id = @Id;
