INSERT INTO Installation (Id, Machine, ArmedAt)
SELECT 1, @Machine, @Now
WHERE NOT EXISTS (SELECT 1 FROM Installation WHERE Id = 1);
