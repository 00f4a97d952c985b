SELECT COUNT(*) FROM ChangeEntry WHERE CampaignId IN (@CampaignId, 0);
