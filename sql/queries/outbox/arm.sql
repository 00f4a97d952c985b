UPDATE Installation SET Machine = @Machine, ArmedAt = @Now WHERE Id = 1;
