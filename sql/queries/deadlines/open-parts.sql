-- Parts that were open at the look: a completion counts from its own time.
SELECT a.Id AS AssignmentId, a.Code AS AssignmentCode, a.DueOn, u.Id AS UnitId, u.Code AS UnitCode, u.SupervisorId,
    (SELECT MAX(n.Step) FROM NoticeIssued AS n
     WHERE n.AssignmentId = a.Id AND n.UnitId = u.Id AND n.DueOn = a.DueOn) AS LastStep
FROM Assignment AS a
JOIN AssignmentUnit AS p ON p.AssignmentId = a.Id
JOIN Unit AS u ON u.Id = p.UnitId
WHERE a.CampaignId = @CampaignId AND a.IsActive = 1 AND u.IsActive = 1 AND a.DueOn <= @Horizon
    AND (p.CompletedAt IS NULL OR p.CompletedAt > @Now)
ORDER BY u.Code, a.DueOn, a.Code;
