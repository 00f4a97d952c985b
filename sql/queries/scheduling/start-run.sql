INSERT INTO JobRun (Id, Job, Host, StartedAt, Outcome)
VALUES (@id, @job, @host, @startedAt, 'Running');
