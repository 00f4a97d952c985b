UPDATE JobRun
SET FinishedAt = @FinishedAt, Outcome = @Outcome, Notices = @Notices, Messages = @Messages, Held = @Held, Detail = @Detail
WHERE Id = @Id;
