UPDATE Assignment
SET Title = @Title, Target = @Target, TargetUnit = @TargetUnit, DueOn = @DueOn, Note = @Note, IsActive = @IsActive
WHERE CampaignId = @CampaignId AND Code = @Code;
