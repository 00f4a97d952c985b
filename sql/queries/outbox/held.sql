SELECT Id FROM OutboxMessage WHERE State = 'Sending' AND LeaseOwner = @Owner;
