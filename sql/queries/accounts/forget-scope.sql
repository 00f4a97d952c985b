DELETE FROM AccountCampaign WHERE AccountId = @AccountId;
