-- The mails to an address that have come back lately.
SELECT COUNT(*) FROM OutboxMessage
WHERE CampaignId = @CampaignId AND State = 'Dead' AND FinishedAt > @Since AND Recipient = @Recipient;
