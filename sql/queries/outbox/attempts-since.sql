SELECT
    (SELECT COUNT(*) FROM OutboxAttempt WHERE AttemptedAt > @MinuteAgo AND Stage <> 'RENDER') AS LastMinute,
    (SELECT COUNT(*) FROM OutboxAttempt WHERE AttemptedAt > @DayAgo AND Stage <> 'RENDER') AS LastDay,
    (SELECT COUNT(*) FROM OutboxMessage WHERE State = 'Sending') AS UnderWay,
    (SELECT MIN(AttemptedAt) FROM OutboxAttempt WHERE AttemptedAt > @DayAgo AND Stage <> 'RENDER') AS OldestOfDay;
