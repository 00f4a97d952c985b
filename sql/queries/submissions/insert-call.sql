INSERT INTO UnitCall (CallKey, UnitId, Week, CalledAt, Note, MadeBy)
SELECT @CallKey, u.Id, @Week, @CalledAt, @Note, @MadeBy
FROM Unit AS u
WHERE u.Id = @UnitId AND NOT EXISTS (SELECT 1 FROM UnitCall AS c WHERE c.CallKey = @CallKey);
