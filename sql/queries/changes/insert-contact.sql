INSERT INTO Contact (UnitId, Address, Title, Phone, Role, IsActive)
SELECT Id, @Address, @Title, @Phone, @Role, @IsActive
FROM Unit
WHERE CampaignId = @CampaignId AND Code = @Unit;
