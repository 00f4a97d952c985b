SELECT Id AS UnitId, CampaignId, Code, Name FROM Unit WHERE Id = @UnitId AND IsActive = 1;
