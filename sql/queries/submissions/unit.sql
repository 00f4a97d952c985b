SELECT Id, Code, Name FROM Unit WHERE Id = @Id AND CampaignId = @CampaignId AND IsActive = 1 AND OwesWeekly = 1;
