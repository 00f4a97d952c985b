SELECT State, COUNT(*) AS Messages
FROM OutboxMessage
WHERE CampaignId = @CampaignId AND CreatedAt > @Since
GROUP BY State;
