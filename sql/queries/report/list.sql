SELECT r.Id, c.Code AS Campaign, r.Week, r.Revision, r.AsOf, r.Sha256,
    (SELECT COUNT(*) FROM WeeklyReportFile AS f WHERE f.ReportId = r.Id) AS Files
FROM WeeklyReport AS r
JOIN Campaign AS c ON c.Id = r.CampaignId
WHERE @Campaign IS NULL OR c.Code = @Campaign
ORDER BY c.Code, r.Week, r.Revision;
