UPDATE AccountSession SET SeenAt = @SeenAt WHERE IdSha256 = @IdSha256;
