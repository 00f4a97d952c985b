INSERT INTO SubmissionExemption (UnitId, Week, Reason)
SELECT Id, @Week, @Reason
FROM Unit
WHERE CampaignId = @CampaignId AND Code = @Unit;
