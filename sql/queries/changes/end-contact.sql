UPDATE Contact
SET IsActive = 0
WHERE Address = @Address AND UnitId = (SELECT Id FROM Unit WHERE CampaignId = @CampaignId AND Code = @Unit);
