-- Whoever has written has an address that is alive.
UPDATE DeliveryFailure SET ForgottenAt = @Now
WHERE CampaignId IN (SELECT u.CampaignId FROM Contact AS c JOIN Unit AS u ON u.Id = c.UnitId WHERE c.Address = @Sender)
    AND Address = @Sender AND NotedAt <= @ReceivedAt AND ForgottenAt IS NULL;
