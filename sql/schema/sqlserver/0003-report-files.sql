-- What was filed of a report. The files lie in the archive folder and can be written again from the snapshot; the
-- hash tells whether a file is still the one that was filed.
DROP TABLE dbo.WeeklyReportFile;
GO
CREATE TABLE dbo.WeeklyReportFile (
    ReportId int NOT NULL CONSTRAINT FK_WeeklyReportFile_ReportId REFERENCES dbo.WeeklyReport (Id),
    Name     nvarchar(200) NOT NULL,
    Length   bigint NOT NULL,
    Sha256   char(64) NOT NULL,
    FiledAt  datetime2(3) NOT NULL,
    CONSTRAINT PK_WeeklyReportFile PRIMARY KEY (ReportId, Name)
);
