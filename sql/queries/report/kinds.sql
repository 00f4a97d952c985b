-- How many active units a kind has.
SELECT u.Kind, COUNT(*) AS Units
FROM Unit AS u
WHERE u.CampaignId = @CampaignId AND u.IsActive = 1 AND u.Kind <> ''
GROUP BY u.Kind;
