-- The active units of a campaign with their kinds.
SELECT u.Kind, u.Code
FROM Unit AS u
WHERE u.CampaignId = @CampaignId AND u.IsActive = 1;
