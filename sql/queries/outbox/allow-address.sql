-- A person who has such a message sent again says that its address is right.
DELETE FROM RefusedAddress
WHERE EXISTS (
    SELECT 1 FROM OutboxMessage AS m
    WHERE m.Id = @Id AND m.State IN ('Dead', 'Expired', 'Suppressed')
        AND m.CampaignId = RefusedAddress.CampaignId AND m.Recipient = RefusedAddress.Address);
