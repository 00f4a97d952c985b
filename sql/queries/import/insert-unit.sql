INSERT INTO Unit (CampaignId, Code, Name, Aliases, Kind, Role, OwesWeekly, IsActive)
VALUES (@campaignId, @code, @name, @aliases, @kind, @role, @owesWeekly, @isActive);
