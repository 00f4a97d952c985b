-- The newest mails of a unit: its own, and those that it shares with others, whose row numbers stand in the body.
SELECT TOP (@Last) m.Id, m.Kind, m.Recipient, m.RecipientName, m.RecipientRole, m.State, m.StateReason, m.Subject, m.CreatedAt, m.FinishedAt
FROM dbo.OutboxMessage AS m
WHERE m.CampaignId = @CampaignId
    AND (m.UnitId = @UnitId OR m.Kind IN ('Deadline', 'Reminder') AND CHARINDEX(CONCAT(' ', @UnitId, ' '), CONCAT(' ', m.Body, ' ')) > 0)
ORDER BY m.CreatedAt DESC, m.Id DESC;
