SELECT a.Code, u.Name AS UnitName
FROM Assignment AS a
JOIN AssignmentUnit AS p ON p.AssignmentId = a.Id
JOIN Unit AS u ON u.Id = p.UnitId
WHERE a.CampaignId = @CampaignId AND p.Part = 'Lead'
ORDER BY u.Code;
