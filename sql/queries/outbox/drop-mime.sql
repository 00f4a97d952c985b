-- A waiting message that was certainly not taken is rendered again with the data of its next try.
DELETE FROM OutboxMime
WHERE OutboxMessageId = @Id AND EXISTS (SELECT 1 FROM OutboxMessage WHERE Id = @Id AND State = 'Pending' AND InDoubt = 0);
