-- Up to now: what a clock that was ahead has written does not use up a limit.
SELECT
    (SELECT COUNT(*) FROM OutboxAttempt WHERE AttemptedAt > @MinuteAgo AND AttemptedAt <= @Now AND Stage <> 'RENDER') AS LastMinute,
    (SELECT COUNT(*) FROM OutboxAttempt WHERE AttemptedAt > @DayAgo AND AttemptedAt <= @Now AND Stage <> 'RENDER') AS LastDay,
    (SELECT COUNT(*) FROM OutboxMessage WHERE State = 'Sending') AS UnderWay,
    (SELECT MIN(AttemptedAt) FROM OutboxAttempt WHERE AttemptedAt > @DayAgo AND AttemptedAt <= @Now AND Stage <> 'RENDER') AS OldestOfDay;
