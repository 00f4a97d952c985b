-- A message that waits again, and was surely not taken, is rendered anew from the data of its next moment.
DELETE FROM OutboxMime
WHERE OutboxMessageId = @Id AND EXISTS (SELECT 1 FROM OutboxMessage WHERE Id = @Id AND State = 'Pending' AND InDoubt = 0);
