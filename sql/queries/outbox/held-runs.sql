-- The brake holds a run campaign by campaign; everything held of a campaign that nobody has released is its first sending.
SELECT m.JobRunId, r.Job, m.CampaignId, c.Name AS Campaign, c.Code, COUNT(*) AS Messages, MIN(m.CreatedAt) AS HeldAt,
    CASE WHEN c.ReleasedAt IS NULL THEN 1 ELSE 0 END AS IsFirst
FROM OutboxMessage AS m
JOIN Campaign AS c ON c.Id = m.CampaignId
LEFT JOIN JobRun AS r ON r.Id = m.JobRunId
WHERE m.State = 'Held'
GROUP BY m.JobRunId, r.Job, m.CampaignId, c.Name, c.Code, c.ReleasedAt
ORDER BY MIN(m.Id);
