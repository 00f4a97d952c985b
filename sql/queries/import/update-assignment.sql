UPDATE Assignment
SET Title = @title, Target = @target, TargetUnit = @targetUnit, DueOn = @dueOn, Note = @note, IsActive = @isActive
WHERE CampaignId = @campaignId AND Code = @code;
