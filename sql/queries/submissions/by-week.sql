SELECT u.Id AS UnitId, u.Code AS UnitCode, u.Name AS UnitName, u.OwesWeekly,
    CASE WHEN u.Role = 'Specialist' THEN 1 ELSE 0 END AS IsSpecialist,
    s.Week, s.SubmittedAt, s.Assignments, SUBSTRING(s.Results, 1, @Longest) AS Results,
    SUBSTRING(s.Difficulties, 1, @Longest) AS Difficulties, SUBSTRING(s.Proposals, 1, @Longest) AS Proposals,
    SUBSTRING(s.NextWeek, 1, @Longest) AS NextWeek,
    o.Channel, COALESCE(o.SpokenBy, '') AS SpokenBy, CASE WHEN o.IsNothing = 1 THEN 1 ELSE 0 END AS IsNothing
FROM WeeklySubmission AS s
JOIN Unit AS u ON u.Id = s.UnitId
LEFT JOIN SubmissionOrigin AS o ON o.UnitId = u.Id AND o.Week = s.Week AND o.SubmittedAt = s.SubmittedAt
WHERE u.CampaignId = @CampaignId AND u.IsActive = 1
    AND s.Week >= @FromWeek AND s.Week <= @ToWeek AND s.SubmittedAt <= @AsOf
ORDER BY u.Code, s.SubmittedAt;
