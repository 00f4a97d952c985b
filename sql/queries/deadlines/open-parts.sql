-- Parts that were open at the look: a completion counts from its own time.
SELECT c.Id AS CampaignId, a.Id AS AssignmentId, a.Code AS AssignmentCode, a.DueOn, u.Id AS UnitId, u.Code AS UnitCode, u.SupervisorId,
    (SELECT MAX(n.Step) FROM NoticeIssued AS n
     WHERE n.AssignmentId = a.Id AND n.UnitId = u.Id AND n.DueOn = a.DueOn) AS LastStep
FROM Campaign AS c
JOIN Assignment AS a ON a.CampaignId = c.Id
JOIN AssignmentUnit AS p ON p.AssignmentId = a.Id
JOIN Unit AS u ON u.Id = p.UnitId
WHERE c.Id BETWEEN @FirstCampaign AND @LastCampaign AND c.StartsOn <= @Today AND c.EndsOn >= @OldestEnd
    AND a.IsActive = 1 AND u.IsActive = 1 AND a.DueOn <= @Horizon
    AND (p.CompletedAt IS NULL OR p.CompletedAt > @Now)
ORDER BY c.Id, u.Code, a.DueOn, a.Code;
