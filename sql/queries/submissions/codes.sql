SELECT Code FROM Assignment WHERE CampaignId = @CampaignId AND IsActive = 1 ORDER BY Code;
