SELECT DISTINCT UnitId
FROM NoticeIssued
WHERE CampaignId BETWEEN @FirstCampaign AND @LastCampaign AND LookDay = @Today AND Kind = 'Deadline';
