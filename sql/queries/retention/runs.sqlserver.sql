DELETE FROM dbo.JobRun
WHERE Id IN (SELECT TOP (@Count) Id FROM dbo.JobRun WHERE StartedAt < @Before);
