-- Where more time is asked for and nobody has decided: since when the newest of it, and when the specialist was last told of what waits.
-- CROSS makes SQLite begin with what waits, which is little.
SELECT a.CampaignId, MAX(x.AskedAt) AS ReportedAt,
    (SELECT MAX(n.IssuedAt) FROM NoticeIssued AS n
     WHERE n.CampaignId = a.CampaignId AND n.LookDay >= @LookDay AND n.Kind = 'Deadline' AND n.NoticeKey LIKE 'waiting/%') AS ToldAt
FROM ExtensionRequest AS x
CROSS JOIN Assignment AS a
JOIN Campaign AS c ON c.Id = a.CampaignId
JOIN AssignmentUnit AS p ON p.AssignmentId = x.AssignmentId AND p.UnitId = x.UnitId
WHERE x.AskedAt <= @Now AND (x.ClosedAt IS NULL OR x.ClosedAt > @Now) AND a.Id = x.AssignmentId AND a.DueOn = x.DueOn
    AND a.CampaignId BETWEEN @FirstCampaign AND @LastCampaign AND c.StartsOn <= @Today AND c.EndsOn >= @OldestEnd
    AND a.IsActive = 1 AND p.Part = 'Lead' AND (p.CompletedAt IS NULL OR p.CompletedAt > @Now)
GROUP BY a.CampaignId;
