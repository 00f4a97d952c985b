-- The unique key has the last word; asking first spares the transaction an error on the ordinary repeated look.
INSERT INTO NoticeIssued (NoticeKey, MessageKey, CampaignId, Kind, UnitId, AssignmentId, DueOn, Week, Step, LookDay, IssuedAt, JobRunId)
SELECT @NoticeKey, @MessageKey, @CampaignId, @Kind, @UnitId, @AssignmentId, @DueOn, @Week, @Step, @LookDay, @IssuedAt, @JobRunId
WHERE NOT EXISTS (SELECT 1 FROM NoticeIssued WHERE NoticeKey = @NoticeKey);
