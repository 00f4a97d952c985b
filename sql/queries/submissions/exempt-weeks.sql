SELECT Week FROM SubmissionExemption WHERE UnitId = @UnitId AND Week >= @FromWeek ORDER BY Week;
