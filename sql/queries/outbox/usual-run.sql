-- The largest run of this kind that was not held: what the brake calls usual.
SELECT MAX(Runs.Messages)
FROM (
    SELECT COUNT(*) AS Messages
    FROM OutboxMessage
    WHERE CampaignId = @campaignId AND Kind = @kind AND CreatedAt >= @since AND State <> 'Held'
    GROUP BY JobRunId
) AS Runs;
