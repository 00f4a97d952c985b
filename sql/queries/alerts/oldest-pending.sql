-- The number grows with time, and the index of what waits holds it.
SELECT Id, CreatedAt, StateReason FROM OutboxMessage WHERE Id = (SELECT MIN(Id) FROM OutboxMessage WHERE State = 'Pending');
