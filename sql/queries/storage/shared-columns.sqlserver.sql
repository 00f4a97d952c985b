SELECT TABLE_NAME AS TableName, COLUMN_NAME AS Name, DATA_TYPE AS Type
FROM INFORMATION_SCHEMA.COLUMNS
WHERE TABLE_SCHEMA = 'dbo' AND TABLE_NAME IN ('Assignment', 'AssignmentUnit', 'WeeklySubmission', 'SubmissionExemption');
