SELECT Id, Code, Name FROM Unit WHERE CampaignId = @CampaignId ORDER BY Code;
