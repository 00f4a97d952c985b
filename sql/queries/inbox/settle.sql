-- A person's decision; it finds the mail as the person saw it, or not at all.
UPDATE InboxMail
SET State = @State, Reason = @Reason, DecidedAt = @DecidedAt, GestureId = @GestureId,
    CampaignId = COALESCE(@CampaignId, CampaignId), UnitId = COALESCE(@UnitId, UnitId)
WHERE Id = @Id AND State = @StateBefore;
