-- The same as submissions/standing, of one unit.
SELECT u.Id AS UnitId, u.Code, u.Name, e.Reason AS ExemptionReason, s.SubmittedAt
FROM Unit AS u
LEFT JOIN SubmissionExemption AS e ON e.UnitId = u.Id AND e.Week = @Week
LEFT JOIN WeeklySubmission AS s ON s.UnitId = u.Id AND s.Week >= @FromWeek AND s.Week <= @Week AND s.SubmittedAt <= @AsOf
WHERE u.Id = @UnitId AND u.IsActive = 1 AND u.OwesWeekly = 1
ORDER BY s.SubmittedAt;
