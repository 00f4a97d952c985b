INSERT INTO RefusedAddress (CampaignId, Address, RefusedAt, Reply)
SELECT CampaignId, Recipient, @NotedAt, @Reply
FROM OutboxMessage AS m
WHERE Id = @Id AND NOT EXISTS (SELECT 1 FROM RefusedAddress AS r WHERE r.CampaignId = m.CampaignId AND r.Address = m.Recipient);
