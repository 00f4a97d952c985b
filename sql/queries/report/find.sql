-- The last revision first.
SELECT r.Id, c.Code AS Campaign, r.Sha256, r.Snapshot AS Json
FROM WeeklyReport AS r
JOIN Campaign AS c ON c.Id = r.CampaignId
WHERE r.Week = @Week AND (@Campaign IS NULL OR c.Code = @Campaign) AND (@Revision IS NULL OR r.Revision = @Revision)
ORDER BY c.Code, r.Revision DESC;
