SELECT a.Code AS Assignment, u.Code AS Unit, p.Progress, p.ProgressAt, p.CompletedAt
FROM AssignmentUnit AS p
JOIN Assignment AS a ON a.Id = p.AssignmentId
JOIN Unit AS u ON u.Id = p.UnitId
WHERE a.CampaignId = @CampaignId;
