SELECT Id FROM Campaign WHERE Code = @Code;
