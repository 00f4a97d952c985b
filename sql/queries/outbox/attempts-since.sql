-- Only up to now: attempts that a fast clock has dated in the future do not use up a limit.
SELECT
    (SELECT COUNT(*) FROM OutboxAttempt WHERE AttemptedAt > @MinuteAgo AND AttemptedAt <= @Now AND Stage <> 'RENDER') AS LastMinute,
    (SELECT COUNT(*) FROM OutboxAttempt WHERE AttemptedAt > @DayAgo AND AttemptedAt <= @Now AND Stage <> 'RENDER') AS LastDay,
    (SELECT COUNT(*) FROM OutboxMessage WHERE State = 'Sending') AS UnderWay,
    (SELECT MIN(AttemptedAt) FROM OutboxAttempt WHERE AttemptedAt > @DayAgo AND AttemptedAt <= @Now AND Stage <> 'RENDER') AS OldestOfDay;
