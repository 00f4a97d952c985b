UPDATE SubmissionExemption
SET Reason = @reason
WHERE Week = @week AND UnitId = (SELECT Id FROM Unit WHERE CampaignId = @campaignId AND Code = @unit);
