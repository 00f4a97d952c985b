SELECT Name, Length, Sha256, FiledAt
FROM WeeklyReportFile
WHERE ReportId = @ReportId
ORDER BY Name;
