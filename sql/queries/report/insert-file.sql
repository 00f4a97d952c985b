INSERT INTO WeeklyReportFile (ReportId, Name, Length, Sha256, FiledAt)
VALUES (@ReportId, @Name, @Length, @Sha256, @FiledAt);
