-- Open assignments that are led by a unit out of use, which nobody reminds. What it has reported done waits for the specialist.
SELECT a.CampaignId, a.Code, u.Name AS UnitName
FROM Unit AS u
JOIN AssignmentUnit AS p ON p.UnitId = u.Id
JOIN Assignment AS a ON a.Id = p.AssignmentId
WHERE u.CampaignId BETWEEN @FirstCampaign AND @LastCampaign AND u.IsActive = 0
    AND p.Part = 'Lead' AND a.IsActive = 1 AND (p.CompletedAt IS NULL OR p.CompletedAt > @Now)
    AND NOT EXISTS (
        SELECT 1 FROM DoneReport AS d
        WHERE d.AssignmentId = a.Id AND d.UnitId = u.Id AND d.ReportedAt <= @Now AND (d.ReturnedAt IS NULL OR d.ReturnedAt > @Now))
ORDER BY a.CampaignId, a.DueOn, a.Code, u.Code;
