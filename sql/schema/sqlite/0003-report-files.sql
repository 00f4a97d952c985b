-- What was filed of a report. The files lie in the archive folder and can be written again from the snapshot; the
-- hash tells whether a file is still the one that was filed.
DROP TABLE WeeklyReportFile;
CREATE TABLE WeeklyReportFile (
    ReportId  INTEGER NOT NULL REFERENCES WeeklyReport (Id),
    Name      TEXT NOT NULL,
    Length    INTEGER NOT NULL,
    Sha256    TEXT NOT NULL,
    FiledAt   TEXT NOT NULL,
    PRIMARY KEY (ReportId, Name)
);
