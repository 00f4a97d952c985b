-- A person says that the address is right.
UPDATE DeliveryFailure SET ForgottenAt = @Now WHERE CampaignId = @CampaignId AND Address = @Address AND ForgottenAt IS NULL;
