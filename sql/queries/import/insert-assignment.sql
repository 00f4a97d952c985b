INSERT INTO Assignment (CampaignId, Code, Title, Target, TargetUnit, DueOn, Note, IsActive)
VALUES (@campaignId, @code, @title, @target, @targetUnit, @dueOn, @note, @isActive);
