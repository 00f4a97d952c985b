-- Digests of a later day for the same readers: the earlier one, still on its way, need not say the same. Their keys differ in
-- the day alone; a range of keys may hold other readers where a collation passes over hyphens.
SELECT COUNT(*)
FROM OutboxMessage
WHERE MessageKey > @MessageKey AND MessageKey <= @LastKey AND Kind = 'Deadline' AND UnitId = @UnitId AND Body = @Body
    AND LookDay > @LookDay;
