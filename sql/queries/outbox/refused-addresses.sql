SELECT Address, Reply, CampaignId FROM RefusedAddress WHERE CampaignId BETWEEN @FirstCampaign AND @LastCampaign ORDER BY Address;
