SELECT a.Code AS Assignment, u.Code AS Unit, d.ReportedAt, d.ReportedBy, d.Text, d.ReturnedAt, d.ReturnReason
FROM AssignmentUnit AS own
JOIN Assignment AS a ON a.Id = own.AssignmentId
JOIN DoneReport AS d ON d.AssignmentId = a.Id
JOIN Unit AS u ON u.Id = d.UnitId
WHERE own.UnitId = @UnitId;
