SELECT Address, Reply FROM RefusedAddress WHERE CampaignId = @CampaignId ORDER BY Address;
