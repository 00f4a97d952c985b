DELETE FROM SubmissionExemption
WHERE Week = @Week AND UnitId = (SELECT Id FROM Unit WHERE CampaignId = @CampaignId AND Code = @Unit);
