SELECT a.Code
FROM AssignmentUnit AS p
JOIN Assignment AS a ON a.Id = p.AssignmentId
WHERE p.UnitId = @UnitId;
