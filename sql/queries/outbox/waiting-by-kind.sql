SELECT Kind, COUNT(*) AS Messages FROM OutboxMessage WHERE State = 'Pending' GROUP BY Kind ORDER BY Kind;
