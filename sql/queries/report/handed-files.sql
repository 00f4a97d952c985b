-- The files that came with submissions from a moment on, unit by unit. Which of them a report speaks of it knows by its submissions.
SELECT f.UnitId, u.Code AS UnitCode, u.Name AS UnitName, f.Name, f.Type, f.SizeBytes, f.Sha256, f.ReceivedAt
FROM Unit AS u
JOIN InboxFile AS f ON f.UnitId = u.Id
WHERE u.CampaignId = @CampaignId AND f.ReceivedAt >= @Since AND f.ReceivedAt <= @Now AND f.Fault IS NULL
ORDER BY u.Code, f.ReceivedAt, f.InboxMailId, f.Number;
