SELECT a.Code AS Assignment, u.Code AS Unit, d.ReportedAt, d.ReportedBy, d.Text, d.ReturnedAt, d.ReturnReason
FROM Assignment AS a
JOIN DoneReport AS d ON d.AssignmentId = a.Id
JOIN Unit AS u ON u.Id = d.UnitId
WHERE a.CampaignId = @CampaignId;
