SELECT DISTINCT Host FROM JobRun WHERE Outcome = 'Running';
