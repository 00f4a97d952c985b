INSERT INTO NoticeIssued (NoticeKey, MessageKey, CampaignId, Kind, UnitId, AssignmentId, DueOn, Week, Step, LookDay, IssuedAt, JobRunId)
VALUES (@NoticeKey, @MessageKey, @CampaignId, @Kind, @UnitId, @AssignmentId, @DueOn, @Week, @Step, @LookDay, @IssuedAt, @JobRunId)
ON CONFLICT (NoticeKey) DO NOTHING;
