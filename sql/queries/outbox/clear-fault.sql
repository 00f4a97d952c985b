DELETE FROM TransportFault WHERE Machine = @Machine;
