DELETE FROM SubmissionOrigin
WHERE Week = @Week AND SubmittedAt = @SubmittedAt
    AND UnitId = (SELECT Id FROM Unit WHERE CampaignId = @CampaignId AND Code = @Unit);
