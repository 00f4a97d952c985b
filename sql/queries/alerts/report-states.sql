SELECT DISTINCT m.State
FROM NoticeIssued AS n
JOIN OutboxMessage AS m ON m.MessageKey = n.MessageKey
WHERE n.CampaignId = @CampaignId AND n.Week = @Week AND n.Kind = 'Report';
