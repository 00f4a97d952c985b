UPDATE JobRun
SET Outcome = 'Abandoned', FinishedAt = @Now, Detail = 'The process ended before the run did.'
WHERE Outcome = 'Running' AND Host = @Host;
