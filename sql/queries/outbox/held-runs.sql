-- The brake holds a run campaign by campaign.
SELECT m.JobRunId, r.Job, m.CampaignId, c.Name AS Campaign, COUNT(*) AS Messages, MIN(m.CreatedAt) AS HeldAt
FROM OutboxMessage AS m
JOIN Campaign AS c ON c.Id = m.CampaignId
LEFT JOIN JobRun AS r ON r.Id = m.JobRunId
WHERE m.State = 'Held'
GROUP BY m.JobRunId, r.Job, m.CampaignId, c.Name
ORDER BY MIN(m.Id);
