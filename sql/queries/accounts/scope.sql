SELECT CampaignId FROM AccountCampaign WHERE AccountId = @AccountId;
