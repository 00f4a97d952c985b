-- What a unit has sent from one moment to another; the same file twice is one.
SELECT Sha256, MIN(SizeBytes) AS SizeBytes
FROM InboxFile
WHERE UnitId = @UnitId AND ReceivedAt >= @Since AND ReceivedAt < @Before AND Fault IS NULL
GROUP BY Sha256;
