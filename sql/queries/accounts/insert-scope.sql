INSERT INTO AccountCampaign (AccountId, CampaignId) SELECT @AccountId, Id FROM Campaign WHERE Id = @CampaignId;
