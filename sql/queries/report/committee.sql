SELECT u.Name
FROM Unit AS u
WHERE u.CampaignId = @CampaignId AND u.Role = 'Committee' AND u.IsActive = 1
ORDER BY u.Code;
