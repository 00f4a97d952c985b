INSERT INTO DoneReport (AssignmentId, UnitId, ReportedAt, ReportedBy, Text, ReturnedAt, ReturnReason)
SELECT a.Id, u.Id, @ReportedAt, @ReportedBy, @Text, @ReturnedAt, @ReturnReason
FROM Assignment AS a
JOIN Unit AS u ON u.CampaignId = a.CampaignId AND u.Code = @Unit
WHERE a.CampaignId = @CampaignId AND a.Code = @Assignment;
