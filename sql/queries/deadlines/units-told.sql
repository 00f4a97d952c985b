SELECT DISTINCT UnitId
FROM NoticeIssued
WHERE CampaignId = @CampaignId AND LookDay = @Today AND Kind = 'Deadline';
