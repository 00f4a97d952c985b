-- What units have reported done and nobody has confirmed or returned, the longest waiting first.
SELECT a.Code, a.Title, a.DueOn, u.Name AS UnitName, d.ReportedAt, d.ReportedBy
FROM Assignment AS a
JOIN AssignmentUnit AS p ON p.AssignmentId = a.Id
JOIN DoneReport AS d ON d.AssignmentId = p.AssignmentId AND d.UnitId = p.UnitId
JOIN Unit AS u ON u.Id = p.UnitId
WHERE a.CampaignId = @CampaignId AND a.IsActive = 1
    AND d.ReportedAt <= @Now AND (d.ReturnedAt IS NULL OR d.ReturnedAt > @Now)
    AND (p.CompletedAt IS NULL OR p.CompletedAt > @Now)
ORDER BY d.ReportedAt, a.Code, u.Code;
