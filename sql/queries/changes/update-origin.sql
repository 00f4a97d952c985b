-- When it was entered first stays.
UPDATE SubmissionOrigin
SET Channel = @Channel, SpokenBy = @SpokenBy, IsNothing = @IsNothing
WHERE Week = @Week AND SubmittedAt = @SubmittedAt
    AND UnitId = (SELECT Id FROM Unit WHERE CampaignId = @CampaignId AND Code = @Unit);
