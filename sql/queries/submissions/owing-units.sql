-- Weeks are compared as text: 2022-W09 < 2022-W24 in the order of time.
SELECT u.Id, u.Code,
    CASE WHEN EXISTS (SELECT 1 FROM WeeklySubmission AS s
                      WHERE s.UnitId = u.Id AND s.Week >= @FromWeek AND s.Week <= @Week AND s.SubmittedAt <= @Now)
         THEN 1 ELSE 0 END AS HasSubmitted,
    CASE WHEN EXISTS (SELECT 1 FROM SubmissionExemption AS e WHERE e.UnitId = u.Id AND e.Week = @Week)
         THEN 1 ELSE 0 END AS IsExempt,
    (SELECT MAX(n.Step) FROM NoticeIssued AS n
     WHERE n.CampaignId = u.CampaignId AND n.Week = @Week AND n.Week IS NOT NULL AND n.Kind = 'Reminder' AND n.UnitId = u.Id) AS LastStep
FROM Unit AS u
WHERE u.CampaignId = @CampaignId AND u.IsActive = 1 AND u.OwesWeekly = 1
ORDER BY u.Code;
