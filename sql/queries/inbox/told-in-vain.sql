-- What an address was told of mails that changed nothing; a message's key is a word of 16 letters and the mail's hash.
SELECT COUNT(*)
FROM OutboxMessage AS m
JOIN InboxMail AS i ON i.Sha256 = SUBSTRING(m.MessageKey, 17, 64)
WHERE m.CampaignId = @CampaignId AND m.CreatedAt > @Since AND m.Kind = 'Acknowledgement' AND m.Recipient = @Recipient
    AND i.GestureId IS NULL;
