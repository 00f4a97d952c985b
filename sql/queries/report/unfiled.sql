SELECT r.Id
FROM WeeklyReport AS r
WHERE r.Id > @After AND NOT EXISTS (SELECT 1 FROM WeeklyReportFile AS f WHERE f.ReportId = r.Id)
ORDER BY r.Id;
