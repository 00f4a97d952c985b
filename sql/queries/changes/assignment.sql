SELECT Code, Title, Target, TargetUnit, DueOn, Note, IsActive
FROM Assignment
WHERE CampaignId = @CampaignId AND Code = @Code;
