INSERT INTO SubmissionOrigin (UnitId, Week, SubmittedAt, EnteredAt, Channel, SpokenBy, IsNothing)
SELECT u.Id, @Week, @SubmittedAt, @EnteredAt, @Channel, @SpokenBy, @IsNothing
FROM Unit AS u
WHERE u.CampaignId = @CampaignId AND u.Code = @Unit
    AND NOT EXISTS (
        SELECT 1 FROM SubmissionOrigin AS o WHERE o.UnitId = u.Id AND o.Week = @Week AND o.SubmittedAt = @SubmittedAt);
