UPDATE ExtensionRequest
SET AskedBy = @AskedBy, DueOn = @DueOn, AskedFor = @AskedFor, Reason = @Reason, Source = @Source, ClosedAt = @ClosedAt,
    Outcome = @Outcome, Answer = @Answer
WHERE AssignmentId = (SELECT Id FROM Assignment WHERE CampaignId = @CampaignId AND Code = @Assignment)
    AND UnitId = (SELECT Id FROM Unit WHERE CampaignId = @CampaignId AND Code = @Unit) AND AskedAt = @AskedAt;
