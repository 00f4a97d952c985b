-- A mail is its unit's, or, where several units share a reader, that of the units whose row numbers stand in its body.
SELECT TOP (@Last) m.Id, m.MessageKey, m.CampaignId, m.Kind, m.UnitId, CASE WHEN m.Kind IN ('Deadline', 'Reminder') THEN m.Body ELSE '' END AS SharedBy,
    m.Recipient, m.RecipientName, m.RecipientRole, m.State, m.StateReason, m.Subject, m.CreatedAt, m.FinishedAt, m.Attempts,
    m.MessageId, m.MimeSha256
FROM dbo.OutboxMessage AS m
WHERE (@State IS NULL OR m.State = @State)
    AND (@AccountId IS NULL OR m.CampaignId IN (SELECT CampaignId FROM dbo.AccountCampaign WHERE AccountId = @AccountId))
    AND (@BelowId IS NULL OR m.Id < @BelowId)
    AND (@To IS NULL OR CHARINDEX(LOWER(@To), LOWER(m.Recipient)) > 0)
    AND (@Unit IS NULL OR EXISTS (
        SELECT 1
        FROM dbo.Unit AS u
        WHERE u.CampaignId = m.CampaignId AND LOWER(u.Code) = LOWER(@Unit)
            AND (u.Id = m.UnitId
                OR m.Kind IN ('Deadline', 'Reminder') AND CHARINDEX(CONCAT(' ', u.Id, ' '), CONCAT(' ', m.Body, ' ')) > 0)))
ORDER BY m.Id DESC;
