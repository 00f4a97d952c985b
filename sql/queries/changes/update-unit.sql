UPDATE Unit
SET Name = @Name, Aliases = @Aliases, Kind = @Kind, Role = @Role, OwesWeekly = @OwesWeekly, IsActive = @IsActive
WHERE CampaignId = @CampaignId AND Code = @Code;
