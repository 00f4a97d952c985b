SELECT COUNT(*) FROM OutboxMessage WHERE State = 'Sent';
