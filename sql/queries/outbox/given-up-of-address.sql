-- Mails of an address that would still be true.
SELECT Id FROM OutboxMessage
WHERE CampaignId = @CampaignId AND State = 'Dead' AND FinishedAt > @Since AND Recipient = @Address AND ExpiresAt > @Now
ORDER BY Id;
