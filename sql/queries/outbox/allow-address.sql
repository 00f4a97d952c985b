-- Whoever has such a message sent again confirms its address.
DELETE FROM RefusedAddress
WHERE EXISTS (
    SELECT 1 FROM OutboxMessage AS m
    WHERE m.Id = @Id AND m.State IN ('Dead', 'Expired', 'Suppressed')
        AND m.CampaignId = RefusedAddress.CampaignId AND m.Recipient = RefusedAddress.Address);
