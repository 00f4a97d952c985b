SELECT DISTINCT LeaseOwner FROM OutboxMessage WHERE State = 'Sending' AND LeaseOwner IS NOT NULL;
