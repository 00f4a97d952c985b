INSERT INTO SubmissionExemption (UnitId, Week, Reason)
SELECT Id, @week, @reason
FROM Unit
WHERE CampaignId = @campaignId AND Code = @unit;
