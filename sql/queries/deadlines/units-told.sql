SELECT DISTINCT UnitId
FROM NoticeIssued
WHERE CampaignId = @campaignId AND LookDay = @today AND Kind = 'Deadline';
