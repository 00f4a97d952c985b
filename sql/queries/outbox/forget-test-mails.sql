DELETE FROM TestMail WHERE AttemptedAt <= @DayAgo;
