-- What a report or its supplement needs in order to go to another address than the one it was dropped for.
SELECT MessageKey, CampaignId, Kind, Week, Step, LookDay, ExpiresAt, JobRunId
FROM OutboxMessage
WHERE Id = @Id AND Kind IN ('Report', 'Supplement');
