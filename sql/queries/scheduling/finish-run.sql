UPDATE JobRun
SET FinishedAt = @finishedAt, Outcome = @outcome, Notices = @notices, Messages = @messages, Held = @held, Detail = @detail
WHERE Id = @id;
