SELECT Map FROM ImportLayout WHERE CampaignId = @CampaignId AND LayoutKey = @LayoutKey;
