UPDATE Contact
SET IsActive = 0
WHERE Address = @address AND UnitId = (SELECT Id FROM Unit WHERE CampaignId = @campaignId AND Code = @unit);
