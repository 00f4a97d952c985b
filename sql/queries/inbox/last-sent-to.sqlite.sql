SELECT m.Id
FROM Contact AS k
JOIN Unit AS u ON u.Id = k.UnitId
CROSS JOIN OutboxMessage AS m ON m.CampaignId = u.CampaignId AND m.CreatedAt > @Since AND m.CreatedAt <= @ReceivedAt
WHERE k.Address = @Recipient AND m.Recipient = @Recipient AND m.State = 'Sent'
ORDER BY m.Id DESC
LIMIT 1;
