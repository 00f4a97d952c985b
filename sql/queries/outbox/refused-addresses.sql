SELECT Address, RefusedAt, Reply FROM RefusedAddress WHERE CampaignId = @CampaignId ORDER BY Address;
