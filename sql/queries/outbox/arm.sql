UPDATE Installation SET Machine = @machine, ArmedAt = @now WHERE Id = 1;
