-- The largest run of this kind that could leave, which the brake takes as usual. What nobody let go and has expired since, or
-- was cancelled, says nothing of that.
SELECT MAX(Runs.Messages)
FROM (
    SELECT COUNT(*) AS Messages
    FROM OutboxMessage
    WHERE CampaignId = @CampaignId AND Kind = @Kind AND CreatedAt >= @Since AND State IN ('Pending', 'Sending', 'Sent', 'Dead')
    GROUP BY JobRunId
) AS Runs;
