UPDATE UnitLink SET RevokedAt = @RevokedAt, RevokedBy = @RevokedBy WHERE UnitId = @UnitId AND RevokedAt IS NULL;
