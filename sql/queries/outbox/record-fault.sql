INSERT INTO TransportFault (Machine, Transport, Reason, Since, RetryAt) VALUES (@Machine, @Transport, @Reason, @Since, @RetryAt);
