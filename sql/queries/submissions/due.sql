-- What units that lead have to finish in a span of days, and have neither completed nor reported done.
SELECT u.Name AS UnitName, a.Code, a.Title, a.DueOn
FROM Assignment AS a
JOIN AssignmentUnit AS p ON p.AssignmentId = a.Id AND p.Part = 'Lead'
JOIN Unit AS u ON u.Id = p.UnitId
WHERE a.CampaignId = @CampaignId AND a.IsActive = 1 AND a.DueOn >= @From AND a.DueOn <= @To
    AND u.IsActive = 1 AND (p.CompletedAt IS NULL OR p.CompletedAt > @Now)
    AND NOT EXISTS (
        SELECT 1 FROM DoneReport AS d
        WHERE d.AssignmentId = a.Id AND d.UnitId = u.Id AND d.ReportedAt <= @Now AND (d.ReturnedAt IS NULL OR d.ReturnedAt > @Now))
ORDER BY u.Code, a.DueOn, a.Code;
