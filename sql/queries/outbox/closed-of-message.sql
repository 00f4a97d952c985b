-- Whoever has such a message sent again confirms its address.
SELECT k.Code AS Campaign, r.Address
FROM OutboxMessage AS m
JOIN Campaign AS k ON k.Id = m.CampaignId
JOIN RefusedAddress AS r ON r.CampaignId = m.CampaignId AND r.Address = m.Recipient
WHERE m.Id = @Id AND m.State IN ('Dead', 'Expired', 'Suppressed');
