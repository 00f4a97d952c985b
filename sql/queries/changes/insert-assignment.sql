INSERT INTO Assignment (CampaignId, Code, Title, Target, TargetUnit, DueOn, Note, IsActive)
VALUES (@CampaignId, @Code, @Title, @Target, @TargetUnit, @DueOn, @Note, @IsActive);
