SELECT u.Code AS Unit, u.Name, p.Part AS Kind, p.Progress, p.ProgressAt, p.CompletedAt,
    d.ReportedAt, d.ReportedBy, d.Text, d.ReturnedAt, d.ReturnReason
FROM Assignment AS a
JOIN AssignmentUnit AS p ON p.AssignmentId = a.Id
JOIN Unit AS u ON u.Id = p.UnitId
LEFT JOIN DoneReport AS d ON d.AssignmentId = p.AssignmentId AND d.UnitId = p.UnitId
WHERE a.CampaignId = @CampaignId AND a.Code = @Code
ORDER BY p.Part, u.Code;
