SELECT Id AS UnitId, CampaignId, Code, Name FROM Unit WHERE CampaignId = @CampaignId AND Code = @Code;
