UPDATE SubmissionExemption
SET Reason = @Reason
WHERE Week = @Week AND UnitId = (SELECT Id FROM Unit WHERE CampaignId = @CampaignId AND Code = @Unit);
