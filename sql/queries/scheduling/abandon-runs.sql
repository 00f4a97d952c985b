UPDATE JobRun
SET Outcome = 'Abandoned', FinishedAt = @now, Detail = 'The process ended before the run did.'
WHERE Outcome = 'Running' AND Host = @host;
