-- Where something that was reported done waits to be confirmed: since when the newest of it, and when the specialist was last told
-- of such. CROSS makes SQLite begin with what waits, which is little.
SELECT a.CampaignId, MAX(d.ReportedAt) AS ReportedAt,
    (SELECT MAX(n.IssuedAt) FROM NoticeIssued AS n
     WHERE n.CampaignId = a.CampaignId AND n.LookDay >= @LookDay AND n.Kind = 'Deadline' AND n.NoticeKey LIKE 'waiting/%') AS ToldAt
FROM DoneReport AS d
CROSS JOIN Assignment AS a
JOIN Campaign AS c ON c.Id = a.CampaignId
JOIN AssignmentUnit AS p ON p.AssignmentId = d.AssignmentId AND p.UnitId = d.UnitId
WHERE d.ReportedAt <= @Now AND (d.ReturnedAt IS NULL OR d.ReturnedAt > @Now) AND a.Id = d.AssignmentId
    AND a.CampaignId BETWEEN @FirstCampaign AND @LastCampaign AND c.StartsOn <= @Today AND c.EndsOn >= @OldestEnd
    AND a.IsActive = 1 AND (p.CompletedAt IS NULL OR p.CompletedAt > @Now)
    AND COALESCE((
        SELECT MIN(CASE WHEN l.CompletedAt <= @Now THEN 1 ELSE 0 END)
        FROM AssignmentUnit AS l
        WHERE l.AssignmentId = a.Id AND l.Part = 'Lead'), 0) = 0
GROUP BY a.CampaignId;
