INSERT INTO Unit (CampaignId, Code, Name, Aliases, Kind, Role, OwesWeekly, IsActive)
VALUES (@CampaignId, @Code, @Name, @Aliases, @Kind, @Role, @OwesWeekly, @IsActive);
