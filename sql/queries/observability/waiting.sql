-- Each count uses an index that holds nothing else, however much has been sent. The lowest id is the oldest message;
-- alerts/oldest-pending.sql says since when it waits.
SELECT w.State, w.Messages, CASE WHEN m.Attempts = 0 THEN m.NotBefore ELSE m.CreatedAt END AS Since
FROM (
    SELECT 'Pending' AS State, COUNT(*) AS Messages, MIN(p.Id) AS FirstId FROM OutboxMessage AS p WHERE p.State = 'Pending'
    UNION ALL
    SELECT 'Sending', COUNT(*), MIN(s.Id) FROM OutboxMessage AS s WHERE s.State = 'Sending'
    UNION ALL
    SELECT 'Held', COUNT(*), MIN(h.Id) FROM OutboxMessage AS h WHERE h.State = 'Held') AS w
LEFT JOIN OutboxMessage AS m ON m.Id = w.FirstId;
