INSERT INTO ImportLayout (CampaignId, LayoutKey, Map, SavedAt) VALUES (@CampaignId, @LayoutKey, @Map, @SavedAt);
