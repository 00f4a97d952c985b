SELECT TOP (1) m.Id
FROM dbo.Contact AS k
JOIN dbo.Unit AS u ON u.Id = k.UnitId
JOIN dbo.OutboxMessage AS m ON m.CampaignId = u.CampaignId AND m.CreatedAt > @Since AND m.CreatedAt <= @ReceivedAt
WHERE k.Address = @Recipient AND m.Recipient = @Recipient AND m.State = N'Sent'
ORDER BY m.Id DESC;
