SELECT COUNT(*) FROM OutboxMessage
WHERE CampaignId = @CampaignId AND CreatedAt > @Since AND Kind = 'Acknowledgement' AND Recipient = @Recipient;
