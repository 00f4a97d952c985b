DELETE FROM JobRun
WHERE Id IN (SELECT Id FROM JobRun WHERE StartedAt < @Before LIMIT @Count);
