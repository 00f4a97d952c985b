UPDATE Contact
SET Title = @Title, Phone = @Phone, Role = @Role, IsActive = @IsActive
WHERE Address = @Address AND UnitId = (SELECT Id FROM Unit WHERE CampaignId = @CampaignId AND Code = @Unit);
