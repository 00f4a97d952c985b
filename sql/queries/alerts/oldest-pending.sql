-- The number grows with time, and the index of what waits holds it. Until its first try it waits since it was queued, or
-- released or sent again by hand; after that since it was made.
SELECT Id, CASE WHEN Attempts = 0 THEN NotBefore ELSE CreatedAt END AS CreatedAt, StateReason
FROM OutboxMessage
WHERE Id = (SELECT MIN(Id) FROM OutboxMessage WHERE State = 'Pending');
