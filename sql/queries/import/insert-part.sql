INSERT INTO AssignmentUnit (AssignmentId, UnitId, Part)
SELECT a.Id, u.Id, @part
FROM Assignment AS a
JOIN Unit AS u ON u.CampaignId = a.CampaignId
WHERE a.CampaignId = @campaignId AND a.Code = @assignment AND u.Code = @unit;
