UPDATE DoneReport
SET ReportedAt = @ReportedAt, ReportedBy = @ReportedBy, Text = @Text, ReturnedAt = @ReturnedAt, ReturnReason = @ReturnReason
WHERE AssignmentId = (SELECT Id FROM Assignment WHERE CampaignId = @CampaignId AND Code = @Assignment)
    AND UnitId = (SELECT Id FROM Unit WHERE CampaignId = @CampaignId AND Code = @Unit);
