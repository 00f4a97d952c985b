SELECT TOP (@Last) m.Id, m.ReceivedAt, m.Sender, m.SenderName, m.Subject, m.SizeBytes, m.IsWhole, m.State, m.Reason, m.DecidedAt,
    m.Kind, m.SenderLevel, m.AwayUntil, m.OutboxMessageId, COALESCE(c.Code, N'') AS Campaign, COALESCE(u.Code, N'') AS Unit, m.GestureId,
    (SELECT MAX(g.Id) FROM dbo.Gesture AS g
     WHERE g.UndoesId = m.GestureId AND NOT EXISTS (SELECT 1 FROM dbo.Gesture AS v WHERE v.UndoesId = g.Id)) AS UndoneById
FROM dbo.InboxMail AS m
LEFT JOIN dbo.Campaign AS c ON c.Id = m.CampaignId
LEFT JOIN dbo.Unit AS u ON u.Id = m.UnitId
WHERE m.State <> N'Foreign' AND (@State IS NULL OR m.State = @State)
ORDER BY m.Id DESC;
