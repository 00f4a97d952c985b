-- What outbox/list would show in all.
SELECT COUNT(*)
FROM dbo.OutboxMessage AS m
WHERE (@State IS NULL OR m.State = @State)
    AND (@AccountId IS NULL OR m.CampaignId IN (SELECT CampaignId FROM dbo.AccountCampaign WHERE AccountId = @AccountId))
    AND (@To IS NULL OR CHARINDEX(LOWER(@To), LOWER(m.Recipient)) > 0)
    AND (@Unit IS NULL OR EXISTS (
        SELECT 1
        FROM dbo.Unit AS u
        WHERE u.CampaignId = m.CampaignId AND LOWER(u.Code) = LOWER(@Unit)
            AND (u.Id = m.UnitId
                OR m.Kind IN ('Deadline', 'Reminder') AND CHARINDEX(CONCAT(' ', u.Id, ' '), CONCAT(' ', m.Body, ' ')) > 0)));
