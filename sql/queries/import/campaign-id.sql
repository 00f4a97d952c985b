SELECT Id FROM Campaign WHERE Code = @code;
