UPDATE Unit
SET SupervisorId = (SELECT s.Id FROM Unit AS s WHERE s.CampaignId = @CampaignId AND s.Code = @Supervisor)
WHERE CampaignId = @CampaignId AND Code = @Code;
