DELETE FROM RefusedAddress WHERE CampaignId = @CampaignId AND Address = @Address;
