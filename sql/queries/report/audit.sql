SELECT State, COUNT(*) AS Messages
FROM OutboxMessage
WHERE CampaignId = @campaignId AND CreatedAt > @since
GROUP BY State;
