-- One row for each submission of each unit that owes one, and one for a unit that has sent none.
SELECT u.Id AS UnitId, u.Code, u.Name, e.Reason AS ExemptionReason, s.SubmittedAt
FROM Unit AS u
LEFT JOIN SubmissionExemption AS e ON e.UnitId = u.Id AND e.Week = @Week
LEFT JOIN WeeklySubmission AS s ON s.UnitId = u.Id AND s.Week >= @FromWeek AND s.Week <= @Week AND s.SubmittedAt <= @AsOf
WHERE u.CampaignId = @CampaignId AND u.IsActive = 1 AND u.OwesWeekly = 1
ORDER BY u.Code, s.SubmittedAt;
