INSERT INTO NoticeIssued (NoticeKey, MessageKey, CampaignId, Kind, UnitId, AssignmentId, DueOn, Week, Step, LookDay, IssuedAt, JobRunId)
VALUES (
    @NoticeKey, @MessageKey, @CampaignId, @Kind,
    (SELECT Id FROM Unit WHERE CampaignId = @CampaignId AND Code = @Unit),
    (SELECT Id FROM Assignment WHERE CampaignId = @CampaignId AND Code = @Assignment),
    @DueOn, @Week, @Step, @LookDay, @IssuedAt, '');
