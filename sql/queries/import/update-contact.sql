UPDATE Contact
SET Title = @title, Phone = @phone, Role = @role, IsActive = @isActive
WHERE Address = @address AND UnitId = (SELECT Id FROM Unit WHERE CampaignId = @campaignId AND Code = @unit);
