SELECT m.name AS TableName, c.name AS Name, c.type AS Type
FROM sqlite_master AS m
JOIN pragma_table_info(m.name) AS c
WHERE m.name IN ('Assignment', 'AssignmentUnit', 'WeeklySubmission', 'SubmissionExemption');
