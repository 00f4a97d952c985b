SELECT Id FROM OutboxMessage WHERE State = 'Held' AND CampaignId = @CampaignId ORDER BY Id;
