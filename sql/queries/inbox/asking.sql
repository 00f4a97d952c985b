-- The mails that asked this address for an answer lately, the newest first.
SELECT Id
FROM OutboxMessage
WHERE CampaignId = @CampaignId AND CreatedAt > @Since AND Kind IN ('Deadline', 'Reminder') AND State = 'Sent' AND Recipient = @Recipient
ORDER BY Id DESC;
