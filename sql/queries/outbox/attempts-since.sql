-- Only up to now: attempts that a fast clock has dated in the future do not use up a limit. A test mail counts like every other.
SELECT
    (SELECT COUNT(*) FROM OutboxAttempt WHERE AttemptedAt > @MinuteAgo AND AttemptedAt <= @Now AND Stage <> 'RENDER')
        + (SELECT COUNT(*) FROM TestMail WHERE AttemptedAt > @MinuteAgo AND AttemptedAt <= @Now) AS LastMinute,
    (SELECT COUNT(*) FROM OutboxAttempt WHERE AttemptedAt > @DayAgo AND AttemptedAt <= @Now AND Stage <> 'RENDER')
        + (SELECT COUNT(*) FROM TestMail WHERE AttemptedAt > @DayAgo AND AttemptedAt <= @Now) AS LastDay,
    (SELECT COUNT(*) FROM OutboxMessage WHERE State = 'Sending') AS UnderWay,
    (SELECT MIN(AttemptedAt) FROM OutboxAttempt WHERE AttemptedAt > @DayAgo AND AttemptedAt <= @Now AND Stage <> 'RENDER') AS OldestAttempt,
    (SELECT MIN(AttemptedAt) FROM TestMail WHERE AttemptedAt > @DayAgo AND AttemptedAt <= @Now) AS OldestTest;
