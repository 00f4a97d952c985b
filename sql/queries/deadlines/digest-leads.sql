SELECT p.AssignmentId, u.Name AS UnitName
FROM NoticeIssued AS n
JOIN AssignmentUnit AS p ON p.AssignmentId = n.AssignmentId AND p.Part = 'Lead'
JOIN Unit AS u ON u.Id = p.UnitId
WHERE n.CampaignId = @CampaignId AND n.LookDay = @LookDay AND n.Kind = 'Deadline' AND n.UnitId = @UnitId
ORDER BY u.Code;
