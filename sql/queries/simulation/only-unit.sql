-- In a copy, before anything is sent: what is not for this unit.
DELETE FROM OutboxMessage
WHERE UnitId IS NULL OR UnitId NOT IN (SELECT u.Id FROM Unit AS u WHERE UPPER(u.Code) = UPPER(@Code));
