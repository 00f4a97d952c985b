INSERT INTO ExtensionRequest (
    AssignmentId, UnitId, AskedAt, AskedBy, DueOn, AskedFor, Reason, Source, ClosedAt, Outcome, Answer)
SELECT a.Id, u.Id, @AskedAt, @AskedBy, @DueOn, @AskedFor, @Reason, @Source, @ClosedAt, @Outcome, @Answer
FROM Assignment AS a
JOIN Unit AS u ON u.CampaignId = a.CampaignId AND u.Code = @Unit
WHERE a.CampaignId = @CampaignId AND a.Code = @Assignment;
