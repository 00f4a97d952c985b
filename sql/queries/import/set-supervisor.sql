UPDATE Unit
SET SupervisorId = (SELECT s.Id FROM Unit AS s WHERE s.CampaignId = @campaignId AND s.Code = @supervisor)
WHERE CampaignId = @campaignId AND Code = @code;
