INSERT INTO SendingPause (Id, Since, Machine)
SELECT 1, @Now, @Machine
WHERE NOT EXISTS (SELECT 1 FROM SendingPause WHERE Id = 1);
