SELECT TOP (@Count) Id FROM dbo.OutboxMessage WHERE FinishedAt < @Before ORDER BY FinishedAt, Id;
