-- A message that waits again, and was surely not taken, is rendered anew from the data of its next moment.
DELETE FROM OutboxMime
WHERE OutboxMessageId IN (
    SELECT m.Id
    FROM OPENJSON(@Rows) WITH (Id bigint) AS r
    JOIN OutboxMessage AS m ON m.Id = r.Id
    WHERE m.State = 'Pending' AND m.InDoubt = 0);
