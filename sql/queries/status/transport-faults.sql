SELECT Machine, Transport, Reason, Since, RetryAt FROM TransportFault ORDER BY Since;
