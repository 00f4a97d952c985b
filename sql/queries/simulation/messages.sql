SELECT m.Id, m.CampaignId, m.MessageKey, m.Kind, m.Recipient, m.RecipientRole, m.State, m.StateReason, m.Subject, m.CreatedAt, m.FinishedAt,
    m.Week, m.Step, u.Code AS UnitCode, u.Name AS UnitName
FROM OutboxMessage AS m
LEFT JOIN Unit AS u ON u.Id = m.UnitId
ORDER BY m.CreatedAt, m.Priority, m.Id;
