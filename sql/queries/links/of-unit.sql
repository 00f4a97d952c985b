SELECT UnitId, Generation, KeyId, IssuedAt, IssuedBy, RevokedAt, RevokedBy FROM UnitLink WHERE UnitId = @UnitId ORDER BY Generation;
