-- What was tried and given up, and the specialist has not been told of. A message that dies again after a try by hand
-- is told of again: its key ends in the number of its tries.
SELECT m.CampaignId, m.Id, m.Recipient, m.RecipientName, m.Subject, m.StateReason, m.FinishedAt,
    (SELECT COUNT(*) FROM OutboxAttempt AS a WHERE a.OutboxMessageId = m.Id) AS Tries,
    u.Name AS UnitName, c.Title, c.Phone,
    (SELECT MAX(o.Phone) FROM Contact AS o WHERE o.UnitId = u.Id AND o.IsActive = 1) AS UnitPhone,
    CASE WHEN EXISTS (SELECT 1 FROM RefusedAddress AS r WHERE r.CampaignId = m.CampaignId AND r.Address = m.Recipient) THEN 1 ELSE 0 END AS IsRefused
FROM OutboxMessage AS m
LEFT JOIN Contact AS c ON c.Address = m.Recipient AND c.IsActive = 1
    AND c.UnitId IN (SELECT Id FROM Unit WHERE CampaignId = m.CampaignId AND IsActive = 1)
LEFT JOIN Unit AS u ON u.Id = c.UnitId
WHERE m.CampaignId BETWEEN @FirstCampaign AND @LastCampaign AND m.FinishedAt > @Since AND m.State IN ('Dead', 'Expired') AND m.Attempts > 0 AND m.Kind <> 'Alert'
    AND NOT EXISTS (
        SELECT 1 FROM NoticeIssued AS n
        WHERE n.NoticeKey = CONCAT('undelivered/', m.Id, '/', (SELECT COUNT(*) FROM OutboxAttempt AS t WHERE t.OutboxMessageId = m.Id)))
ORDER BY m.Id;
