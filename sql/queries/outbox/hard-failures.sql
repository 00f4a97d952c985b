-- What was lately said of a mail's address, and still counts against it.
SELECT f.OutboxMessageId, f.Way
FROM OutboxMessage AS m
JOIN DeliveryFailure AS f ON f.CampaignId = m.CampaignId AND f.Address = m.Recipient
WHERE m.Id = @Id AND f.NotedAt > @Since AND f.IsHard = 1 AND f.ForgottenAt IS NULL;
