INSERT INTO Contact (UnitId, Address, Title, Phone, Role, IsActive)
SELECT Id, @address, @title, @phone, @role, @isActive
FROM Unit
WHERE CampaignId = @campaignId AND Code = @unit;
