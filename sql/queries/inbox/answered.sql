SELECT Id, CampaignId, UnitId, MessageKey, Recipient FROM OutboxMessage WHERE MessageId = @MessageId;
