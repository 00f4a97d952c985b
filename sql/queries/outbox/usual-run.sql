-- The largest run of this kind that was not held, which the brake takes as usual.
SELECT MAX(Runs.Messages)
FROM (
    SELECT COUNT(*) AS Messages
    FROM OutboxMessage
    WHERE CampaignId = @CampaignId AND Kind = @Kind AND CreatedAt >= @Since AND State <> 'Held'
    GROUP BY JobRunId
) AS Runs;
