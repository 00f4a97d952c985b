UPDATE ImportLayout SET Map = @Map, SavedAt = @SavedAt WHERE CampaignId = @CampaignId AND LayoutKey = @LayoutKey;
