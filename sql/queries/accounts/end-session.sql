DELETE FROM AccountSession WHERE IdSha256 = @IdSha256;
