-- What outbox/list would show in all.
SELECT COUNT(*)
FROM OutboxMessage AS m
WHERE (@State IS NULL OR m.State = @State)
    AND (@AccountId IS NULL OR m.CampaignId IN (SELECT CampaignId FROM AccountCampaign WHERE AccountId = @AccountId))
    AND (@To IS NULL OR INSTR(LOWER(m.Recipient), LOWER(@To)) > 0)
    AND (@Unit IS NULL OR EXISTS (
        SELECT 1
        FROM Unit AS u
        WHERE u.CampaignId = m.CampaignId AND LOWER(u.Code) = LOWER(@Unit)
            AND (u.Id = m.UnitId
                OR m.Kind IN ('Deadline', 'Reminder') AND INSTR(CONCAT(' ', m.Body, ' '), CONCAT(' ', u.Id, ' ')) > 0)));
