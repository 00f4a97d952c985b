-- The rules decide it as if it had just come.
UPDATE InboxMail
SET State = 'New', Reason = '', Tries = 0, DecidedAt = NULL, CampaignId = NULL, UnitId = NULL, GestureId = NULL, Kind = NULL,
    SenderLevel = NULL, AwayUntil = NULL
WHERE Id = @Id AND State = @StateBefore;
