SELECT u.Code AS Unit, e.Week, e.Reason
FROM SubmissionExemption AS e
JOIN Unit AS u ON u.Id = e.UnitId
WHERE u.CampaignId = @CampaignId;
