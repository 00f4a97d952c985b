-- Ids grow with time, and the index of waiting messages holds them. Until its first try a message waits since it was queued,
-- released or sent again by hand; afterwards since it was created.
SELECT Id, CASE WHEN Attempts = 0 THEN NotBefore ELSE CreatedAt END AS CreatedAt, StateReason
FROM OutboxMessage
WHERE Id = (SELECT MIN(Id) FROM OutboxMessage WHERE State = 'Pending');
