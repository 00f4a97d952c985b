SELECT r.Week, r.Revision, r.AsOf, r.Snapshot, r.Sha256
FROM WeeklyReport AS r
JOIN Campaign AS c ON c.Id = r.CampaignId
WHERE c.Code = @Code AND r.AsOf < @Before;
