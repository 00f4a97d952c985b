SELECT u.Code AS Unit, s.Week, s.SubmittedAt, s.Assignments, s.Results, s.Difficulties, s.Proposals, s.NextWeek,
    o.EnteredAt, o.Channel, COALESCE(o.SpokenBy, '') AS SpokenBy, CASE WHEN o.IsNothing = 1 THEN 1 ELSE 0 END AS IsNothing
FROM WeeklySubmission AS s
JOIN Unit AS u ON u.Id = s.UnitId
LEFT JOIN SubmissionOrigin AS o ON o.UnitId = u.Id AND o.Week = s.Week AND o.SubmittedAt = s.SubmittedAt
WHERE u.Id = @UnitId;
