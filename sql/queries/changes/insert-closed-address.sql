INSERT INTO RefusedAddress (CampaignId, Address, RefusedAt, Reply) VALUES (@CampaignId, @Address, @ClosedAt, @Reply);
