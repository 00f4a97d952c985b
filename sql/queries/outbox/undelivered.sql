-- Messages that were tried and given up, and that the specialist has not been told of. One that dies again after a retry
-- by hand is reported again, because its key ends in the number of its tries. CROSS makes SQLite go campaign by campaign: a
-- range of campaigns would read everything ever given up.
SELECT m.CampaignId, m.Id, m.Recipient, m.RecipientName, m.Subject, m.StateReason, m.FinishedAt,
    (SELECT COUNT(*) FROM OutboxAttempt AS a WHERE a.OutboxMessageId = m.Id) AS Tries,
    u.Name AS UnitName, u.Code AS UnitCode, c.Title, c.Phone,
    (SELECT MAX(o.Phone) FROM Contact AS o WHERE o.UnitId = u.Id AND o.IsActive = 1) AS UnitPhone,
    CASE WHEN EXISTS (SELECT 1 FROM RefusedAddress AS r WHERE r.CampaignId = m.CampaignId AND r.Address = m.Recipient) THEN 1 ELSE 0 END AS IsRefused
FROM Campaign AS k
CROSS JOIN OutboxMessage AS m
LEFT JOIN Contact AS c ON c.Address = m.Recipient AND c.IsActive = 1
    AND c.UnitId IN (SELECT Id FROM Unit WHERE CampaignId = m.CampaignId AND IsActive = 1)
LEFT JOIN Unit AS u ON u.Id = c.UnitId
WHERE k.Id BETWEEN @FirstCampaign AND @LastCampaign AND m.CampaignId = k.Id AND m.FinishedAt > @Since AND m.State IN ('Dead', 'Expired') AND m.Attempts > 0 AND m.Kind <> 'Alert'
    AND NOT EXISTS (
        SELECT 1 FROM NoticeIssued AS n
        WHERE n.NoticeKey = CONCAT('undelivered/', m.Id, '/', (SELECT COUNT(*) FROM OutboxAttempt AS t WHERE t.OutboxMessageId = m.Id)))
ORDER BY m.Id;
