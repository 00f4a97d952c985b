SELECT MAX(StartedAt) FROM JobRun;
