SELECT a.Code AS Assignment, u.Code AS Unit, x.AskedAt, x.AskedBy, x.DueOn, x.AskedFor, x.Reason, x.Source, x.ClosedAt, x.Outcome, x.Answer
FROM AssignmentUnit AS own
JOIN Assignment AS a ON a.Id = own.AssignmentId
JOIN ExtensionRequest AS x ON x.AssignmentId = a.Id
JOIN Unit AS u ON u.Id = x.UnitId
WHERE own.UnitId = @UnitId;
