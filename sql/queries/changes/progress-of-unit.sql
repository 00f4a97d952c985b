SELECT a.Code AS Assignment, u.Code AS Unit, p.Progress, p.ProgressAt, p.CompletedAt
FROM AssignmentUnit AS own
JOIN AssignmentUnit AS p ON p.AssignmentId = own.AssignmentId
JOIN Assignment AS a ON a.Id = p.AssignmentId
JOIN Unit AS u ON u.Id = p.UnitId
WHERE own.UnitId = @UnitId;
