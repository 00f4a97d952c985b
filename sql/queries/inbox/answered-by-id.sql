SELECT Id, CampaignId, UnitId, MessageKey, Recipient, Kind, Week, Body, MessageId FROM OutboxMessage WHERE Id = @Id;
