INSERT INTO AssignmentUnit (AssignmentId, UnitId, Part)
SELECT a.Id, u.Id, @Part
FROM Assignment AS a
JOIN Unit AS u ON u.CampaignId = a.CampaignId
WHERE a.CampaignId = @CampaignId AND a.Code = @Assignment AND u.Code = @Unit;
