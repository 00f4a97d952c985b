-- What a unit has handed in for a week, the newest first, which is the one that counts.
SELECT s.Week, s.SubmittedAt, s.Assignments, SUBSTRING(s.Results, 1, @Longest) AS Results,
    SUBSTRING(s.Difficulties, 1, @Longest) AS Difficulties, SUBSTRING(s.Proposals, 1, @Longest) AS Proposals,
    SUBSTRING(s.NextWeek, 1, @Longest) AS NextWeek,
    o.Channel, COALESCE(o.SpokenBy, '') AS SpokenBy, CASE WHEN o.IsNothing = 1 THEN 1 ELSE 0 END AS IsNothing
FROM WeeklySubmission AS s
LEFT JOIN SubmissionOrigin AS o ON o.UnitId = s.UnitId AND o.Week = s.Week AND o.SubmittedAt = s.SubmittedAt
WHERE s.UnitId = @UnitId AND s.Week >= @FromWeek AND s.Week <= @ToWeek
ORDER BY s.SubmittedAt DESC;
