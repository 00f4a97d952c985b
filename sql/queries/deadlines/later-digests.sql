-- Digests of a later day for the same readers: the earlier one, still on its way, need not say the same.
SELECT COUNT(*)
FROM OutboxMessage
WHERE CampaignId = @CampaignId AND CreatedAt > @Since AND Kind = 'Deadline' AND UnitId = @UnitId AND Body = @Body AND LookDay > @LookDay;
