INSERT INTO JobRun (Id, Job, Host, StartedAt, Outcome)
VALUES (@Id, @Job, @Host, @StartedAt, 'Running');
