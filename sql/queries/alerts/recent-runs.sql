SELECT Job, StartedAt, Outcome, Detail FROM JobRun WHERE StartedAt > @Since AND Outcome IN ('Succeeded', 'Failed') ORDER BY StartedAt, Id;
