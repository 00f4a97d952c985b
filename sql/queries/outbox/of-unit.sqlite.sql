-- The newest mails of a unit: its own, and those that it shares with others, whose row numbers stand in the body.
SELECT m.Id, m.Kind, m.Recipient, m.RecipientName, m.RecipientRole, m.State, m.StateReason, m.Subject, m.CreatedAt, m.FinishedAt
FROM OutboxMessage AS m
WHERE m.CampaignId = @CampaignId
    AND (m.UnitId = @UnitId OR m.Kind IN ('Deadline', 'Reminder') AND INSTR(CONCAT(' ', m.Body, ' '), CONCAT(' ', @UnitId, ' ')) > 0)
ORDER BY m.CreatedAt DESC, m.Id DESC
LIMIT @Last;
