SELECT m.Id, m.ReceivedAt, m.Sender, m.SenderName, m.Subject, m.SizeBytes, m.IsWhole, m.State, m.Reason, m.DecidedAt,
    m.OutboxMessageId, COALESCE(c.Code, '') AS Campaign, COALESCE(u.Code, '') AS Unit, m.GestureId
FROM InboxMail AS m
LEFT JOIN Campaign AS c ON c.Id = m.CampaignId
LEFT JOIN Unit AS u ON u.Id = m.UnitId
WHERE m.Id = @Id;
