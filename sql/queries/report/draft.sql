SELECT Number, Introduction, WrittenAt, WrittenBy, ApprovedAt, ApprovedBy
FROM ReportDraft
WHERE CampaignId = @CampaignId AND Week = @Week;
