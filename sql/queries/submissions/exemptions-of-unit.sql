SELECT Week, Reason FROM SubmissionExemption WHERE UnitId = @UnitId ORDER BY Week DESC;
