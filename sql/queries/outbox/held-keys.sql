SELECT DISTINCT MessageKey FROM OutboxMessage WHERE State = 'Held' AND CampaignId = @CampaignId AND Kind = @Kind;
