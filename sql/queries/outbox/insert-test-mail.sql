INSERT INTO TestMail (AttemptedAt) VALUES (@AttemptedAt);
