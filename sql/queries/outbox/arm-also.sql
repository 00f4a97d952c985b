INSERT INTO Installation (Id, Machine, ArmedAt)
SELECT MAX(Id) + 1, @Machine, @Now
FROM Installation
HAVING NOT EXISTS (SELECT 1 FROM Installation WHERE Machine = @Machine);
