UPDATE OutboxMessage SET LeaseUntil = @LeaseUntil WHERE State = 'Sending' AND LeaseOwner = @Owner;
