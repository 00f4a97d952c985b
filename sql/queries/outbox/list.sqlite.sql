-- A mail is its unit's, or, where several units share a reader, that of the units whose row numbers stand in its body.
SELECT m.Id, m.MessageKey, m.CampaignId, m.Kind, m.UnitId, CASE WHEN m.Kind IN ('Deadline', 'Reminder') THEN m.Body ELSE '' END AS SharedBy,
    m.Recipient, m.RecipientName, m.RecipientRole, m.State, m.StateReason, m.Subject, m.CreatedAt, m.FinishedAt, m.Attempts,
    m.MessageId, m.MimeSha256
FROM OutboxMessage AS m
WHERE (@State IS NULL OR m.State = @State)
    AND (@AccountId IS NULL OR m.CampaignId IN (SELECT CampaignId FROM AccountCampaign WHERE AccountId = @AccountId))
    AND (@BelowId IS NULL OR m.Id < @BelowId)
    AND (@To IS NULL OR INSTR(LOWER(m.Recipient), LOWER(@To)) > 0)
    AND (@Unit IS NULL OR EXISTS (
        SELECT 1
        FROM Unit AS u
        WHERE u.CampaignId = m.CampaignId AND LOWER(u.Code) = LOWER(@Unit)
            AND (u.Id = m.UnitId
                OR m.Kind IN ('Deadline', 'Reminder') AND INSTR(CONCAT(' ', m.Body, ' '), CONCAT(' ', u.Id, ' ')) > 0)))
ORDER BY m.Id DESC
LIMIT @Last;
