INSERT INTO AccountCampaign (AccountId, CampaignId) VALUES (@AccountId, @CampaignId);
