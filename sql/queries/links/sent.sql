SELECT Id FROM Gesture WHERE CampaignId = @CampaignId AND Source = @Source AND Way = 'Link' AND MadeAt >= @Since ORDER BY Id DESC;
