-- What units have reported done and nobody has confirmed or returned, the longest waiting first. Of what all who lead have
-- completed nobody has to decide.
SELECT a.Code, a.Title, a.DueOn, u.Name AS UnitName, d.ReportedAt, d.ReportedBy
FROM Assignment AS a
JOIN AssignmentUnit AS p ON p.AssignmentId = a.Id
JOIN DoneReport AS d ON d.AssignmentId = p.AssignmentId AND d.UnitId = p.UnitId
JOIN Unit AS u ON u.Id = p.UnitId
WHERE a.CampaignId = @CampaignId AND a.IsActive = 1
    AND d.ReportedAt <= @Now AND (d.ReturnedAt IS NULL OR d.ReturnedAt > @Now)
    AND (p.CompletedAt IS NULL OR p.CompletedAt > @Now)
    AND COALESCE((
        SELECT MIN(CASE WHEN l.CompletedAt <= @Now THEN 1 ELSE 0 END)
        FROM AssignmentUnit AS l
        WHERE l.AssignmentId = a.Id AND l.Part = 'Lead'), 0) = 0
ORDER BY d.ReportedAt, a.Code, u.Code;
