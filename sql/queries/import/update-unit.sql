UPDATE Unit
SET Name = @name, Aliases = @aliases, Kind = @kind, Role = @role, OwesWeekly = @owesWeekly, IsActive = @isActive
WHERE CampaignId = @campaignId AND Code = @code;
