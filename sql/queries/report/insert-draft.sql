INSERT INTO ReportDraft (CampaignId, Week, Number, Introduction, WrittenAt, WrittenBy, ApprovedAt, ApprovedBy)
VALUES (@CampaignId, @Week, @Number, @Introduction, @WrittenAt, @WrittenBy, @ApprovedAt, @ApprovedBy);
