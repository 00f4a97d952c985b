-- Parts that were open at the look (a completion counts from its own time, and so does a report of it), of units without a
-- notice today, and of units that lead though they are out of use. What is reported done rests until it is returned.
-- CROSS makes SQLite go campaign by campaign: a range of campaigns would read everything ever due, and every notice of it. What
-- an index leaves out (no assignment, no week) is excluded by name, because SQL Server does not infer it from a join.
SELECT c.Id AS CampaignId, a.Id AS AssignmentId, a.Code AS AssignmentCode, a.DueOn,
    u.Id AS UnitId, u.Code AS UnitCode, u.SupervisorId, u.IsActive AS IsUnitActive,
    (SELECT MAX(n.Step) FROM NoticeIssued AS n
     WHERE n.AssignmentId = a.Id AND n.AssignmentId IS NOT NULL AND n.UnitId = u.Id AND n.DueOn = a.DueOn) AS LastStep,
    (SELECT MIN(CASE WHEN l.CompletedAt <= @Now OR (r.ReportedAt <= @Now AND (r.ReturnedAt IS NULL OR r.ReturnedAt > @Now))
                THEN 1 ELSE 0 END)
     FROM AssignmentUnit AS l
     LEFT JOIN DoneReport AS r ON r.AssignmentId = l.AssignmentId AND r.UnitId = l.UnitId
     WHERE l.AssignmentId = a.Id AND l.Part = 'Lead') AS LeadsAreComplete
FROM Campaign AS c
CROSS JOIN Assignment AS a
JOIN AssignmentUnit AS p ON p.AssignmentId = a.Id
JOIN Unit AS u ON u.Id = p.UnitId
WHERE c.Id BETWEEN @FirstCampaign AND @LastCampaign AND c.StartsOn <= @Today AND c.EndsOn >= @OldestEnd
    AND a.CampaignId = c.Id AND a.IsActive = 1 AND (u.IsActive = 1 OR p.Part = 'Lead') AND a.DueOn <= @Horizon
    AND (p.CompletedAt IS NULL OR p.CompletedAt > @Now)
    AND NOT EXISTS (
        SELECT 1 FROM DoneReport AS d
        WHERE d.AssignmentId = a.Id AND d.UnitId = u.Id AND d.ReportedAt <= @Now AND (d.ReturnedAt IS NULL OR d.ReturnedAt > @Now))
    AND u.Id NOT IN (
        SELECT n.UnitId
        FROM Campaign AS l
        CROSS JOIN NoticeIssued AS n
        WHERE l.Id BETWEEN @FirstCampaign AND @LastCampaign
            AND n.CampaignId = l.Id AND n.LookDay = @Today AND n.Kind = 'Deadline' AND n.UnitId IS NOT NULL)
ORDER BY c.Id, u.Code, a.DueOn, a.Code;
