DELETE FROM ExtensionRequest
WHERE AssignmentId = (SELECT Id FROM Assignment WHERE CampaignId = @CampaignId AND Code = @Assignment)
    AND UnitId = (SELECT Id FROM Unit WHERE CampaignId = @CampaignId AND Code = @Unit) AND AskedAt = @AskedAt;
