-- Addresses that mails have lately not reached, and that are written to all the same. A mail that was taken later and has not come
-- back by @TakenBefore forgets what was before it. CROSS makes SQLite begin with the few failures.
SELECT k.Id AS CampaignId, k.Code AS Campaign, f.Address, f.Class, f.NotedAt AS At, u.Code AS Unit
FROM DeliveryFailure AS f
CROSS JOIN Campaign AS k
CROSS JOIN Contact AS c
CROSS JOIN Unit AS u
WHERE k.Id = f.CampaignId AND c.Address = f.Address AND c.IsActive = 1
    AND u.Id = c.UnitId AND u.CampaignId = f.CampaignId AND u.IsActive = 1
    AND f.NotedAt > @Since AND f.ForgottenAt IS NULL AND f.Class NOT IN ('Policy', 'Feedback')
    AND NOT EXISTS (SELECT 1 FROM RefusedAddress AS r WHERE r.CampaignId = f.CampaignId AND r.Address = f.Address)
    AND (f.IsHard = 1 OR NOT EXISTS (
        SELECT 1 FROM OutboxMessage AS t
        WHERE t.CampaignId = f.CampaignId AND t.CreatedAt > f.NotedAt AND t.Recipient = f.Address
            AND t.State = 'Sent' AND t.FinishedAt <= @TakenBefore))
ORDER BY k.Code, f.Address, f.Id DESC;
