-- One dispatcher at a time counts what is left of a host's limit and claims it; this row is there only to be locked.
UPDATE Installation SET ArmedAt = ArmedAt WHERE Id = 1;
