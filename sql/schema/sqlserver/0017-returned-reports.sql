-- What was returned lately and what waits is found without reading every part there is.
CREATE INDEX IX_DoneReport_Returned ON dbo.DoneReport (ReturnedAt, ReportedAt);
