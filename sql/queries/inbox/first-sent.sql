-- Nothing that came before the first mail was written can be an answer.
SELECT MIN(CreatedAt) FROM OutboxMessage;
