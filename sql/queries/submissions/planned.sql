-- What a unit planned for the week after this one, the newest word first.
SELECT SUBSTRING(s.NextWeek, 1, @Longest) AS NextWeek
FROM WeeklySubmission AS s
WHERE s.UnitId = @UnitId AND s.Week = @Week AND s.SubmittedAt <= @AsOf
ORDER BY s.SubmittedAt DESC;
