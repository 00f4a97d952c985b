INSERT INTO UnitLink (UnitId, Generation, TokenSha256, KeyId, IssuedAt, IssuedBy)
SELECT @UnitId, @Generation, @TokenSha256, @KeyId, @IssuedAt, @IssuedBy
WHERE NOT EXISTS (SELECT 1 FROM UnitLink WHERE UnitId = @UnitId AND Generation = @Generation);
