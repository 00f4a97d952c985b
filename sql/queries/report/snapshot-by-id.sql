SELECT Snapshot
FROM WeeklyReport
WHERE Id = @Id;
