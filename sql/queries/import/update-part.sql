UPDATE AssignmentUnit
SET Part = @part
WHERE AssignmentId = (SELECT Id FROM Assignment WHERE CampaignId = @campaignId AND Code = @assignment)
    AND UnitId = (SELECT Id FROM Unit WHERE CampaignId = @campaignId AND Code = @unit);
