-- The same of the same mail is kept once.
INSERT INTO DeliveryFailure (OutboxMessageId, CampaignId, Address, NotedAt, Way, Class, IsHard, InboxMailId)
SELECT m.Id, m.CampaignId, m.Recipient, @NotedAt, @Way, @Class, @IsHard, @InboxMailId
FROM OutboxMessage AS m
WHERE m.Id = @Id AND NOT EXISTS (
    SELECT 1 FROM DeliveryFailure AS f
    WHERE f.OutboxMessageId = m.Id AND f.Way = @Way AND f.Class = @Class AND f.ForgottenAt IS NULL);
