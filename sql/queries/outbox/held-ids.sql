SELECT Id FROM OutboxMessage WHERE State = 'Held' AND JobRunId = @JobRunId AND CampaignId = @CampaignId ORDER BY Id;
