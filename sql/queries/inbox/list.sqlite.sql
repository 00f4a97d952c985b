SELECT m.Id, m.ReceivedAt, m.Sender, m.SenderName, m.Subject, m.SizeBytes, m.IsWhole, m.State, m.Reason, m.DecidedAt,
    m.Kind, m.SenderLevel, m.AwayUntil, m.OutboxMessageId, COALESCE(c.Code, '') AS Campaign, COALESCE(u.Code, '') AS Unit, m.GestureId,
    (SELECT MAX(g.Id) FROM Gesture AS g
     WHERE g.UndoesId = m.GestureId AND NOT EXISTS (SELECT 1 FROM Gesture AS v WHERE v.UndoesId = g.Id)) AS UndoneById
FROM InboxMail AS m
LEFT JOIN Campaign AS c ON c.Id = m.CampaignId
LEFT JOIN Unit AS u ON u.Id = m.UnitId
WHERE m.State <> 'Foreign' AND (@State IS NULL OR m.State = @State)
ORDER BY m.Id DESC
LIMIT @Last;
