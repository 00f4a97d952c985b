-- What seems to come from far ahead was sent before the clock was set back: counted here, it would fill
-- the limits until the clock has come so far again.
SELECT
    (SELECT COUNT(*) FROM OutboxAttempt WHERE AttemptedAt > @MinuteAgo AND AttemptedAt <= @MinuteAhead AND Stage <> 'RENDER') AS LastMinute,
    (SELECT COUNT(*) FROM OutboxAttempt WHERE AttemptedAt > @DayAgo AND AttemptedAt <= @DayAhead AND Stage <> 'RENDER') AS LastDay,
    (SELECT COUNT(*) FROM OutboxMessage WHERE State = 'Sending') AS UnderWay,
    (SELECT MIN(AttemptedAt) FROM OutboxAttempt WHERE AttemptedAt > @DayAgo AND AttemptedAt <= @DayAhead AND Stage <> 'RENDER') AS OldestOfDay;
