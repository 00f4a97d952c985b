SELECT Code, Title, Target, TargetUnit, DueOn, Note, IsActive
FROM Assignment
WHERE CampaignId = @CampaignId
ORDER BY Id;
