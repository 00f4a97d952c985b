SELECT r.Job, r.StartedAt, r.Outcome, r.Notices, r.Messages, r.Detail
FROM JobRun AS r
WHERE r.Id = (SELECT MAX(l.Id) FROM JobRun AS l WHERE l.Job = r.Job)
ORDER BY r.Job;
