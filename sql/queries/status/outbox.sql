SELECT State, COUNT(*) AS Messages FROM OutboxMessage GROUP BY State ORDER BY State;
