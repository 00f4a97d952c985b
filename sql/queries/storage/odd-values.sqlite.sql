-- Wrong values that a view over another program's tables may return although its columns exist: one example of each.
-- SQLite accepts any text as a day or an instant and would compare it wrongly.
SELECT TableName, ColumnName, CAST(Example AS TEXT) AS Example, Wanted
FROM (
    SELECT 'Assignment' AS TableName, 'Id' AS ColumnName, MIN(COALESCE(Id, 'NULL')) AS Example, 'a whole number' AS Wanted
    FROM Assignment
    WHERE typeof(Id) <> 'integer'
    UNION ALL
    SELECT 'Assignment', 'Id', MIN(d.Id), 'on one row only'
    FROM (SELECT Id FROM Assignment GROUP BY Id HAVING COUNT(*) > 1) AS d
    UNION ALL
    SELECT 'Assignment', 'CampaignId', MIN(COALESCE(a.CampaignId, 'NULL')), 'the Id of a Campaign'
    FROM Assignment AS a
    WHERE NOT EXISTS (SELECT 1 FROM Campaign AS c WHERE c.Id = a.CampaignId)
    UNION ALL
    SELECT 'Assignment', 'Code', MIN(COALESCE(Code, 'NULL')), 'a code without blanks'
    FROM Assignment
    WHERE Code IS NULL OR Code = '' OR Code LIKE '% %'
    UNION ALL
    SELECT 'Assignment', 'DueOn', MIN(COALESCE(DueOn, 'NULL')), 'a day, as in 2022-06-30'
    FROM Assignment
    WHERE DueOn IS NULL OR DueOn NOT GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'
    UNION ALL
    SELECT 'AssignmentUnit', 'AssignmentId', MIN(d.AssignmentId), 'with each UnitId on one row only'
    FROM (SELECT AssignmentId FROM AssignmentUnit GROUP BY AssignmentId, UnitId HAVING COUNT(*) > 1) AS d
    UNION ALL
    SELECT 'AssignmentUnit', 'UnitId', MIN(COALESCE(p.UnitId, 'NULL')), 'the Id of a Unit'
    FROM AssignmentUnit AS p
    WHERE NOT EXISTS (SELECT 1 FROM Unit AS u WHERE u.Id = p.UnitId)
    UNION ALL
    SELECT 'AssignmentUnit', 'Part', MIN(COALESCE(Part, 'NULL')), 'Lead or Support'
    FROM AssignmentUnit
    WHERE Part IS NULL OR Part NOT IN ('Lead', 'Support')
    UNION ALL
    SELECT 'AssignmentUnit', 'ProgressAt', MIN(ProgressAt), 'an instant, as in 2022-06-17T09:30:00.000Z, or NULL'
    FROM AssignmentUnit
    WHERE ProgressAt NOT GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'
    UNION ALL
    SELECT 'AssignmentUnit', 'CompletedAt', MIN(CompletedAt), 'an instant, as in 2022-06-17T09:30:00.000Z, or NULL'
    FROM AssignmentUnit
    WHERE CompletedAt NOT GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'
    UNION ALL
    SELECT 'WeeklySubmission', 'UnitId', MIN(COALESCE(s.UnitId, 'NULL')), 'the Id of a Unit'
    FROM WeeklySubmission AS s
    WHERE NOT EXISTS (SELECT 1 FROM Unit AS u WHERE u.Id = s.UnitId)
    UNION ALL
    SELECT 'WeeklySubmission', 'Week', MIN(COALESCE(Week, 'NULL')), 'an ISO week, as in 2022-W24'
    FROM WeeklySubmission
    WHERE Week IS NULL OR Week NOT GLOB '[0-9][0-9][0-9][0-9]-W[0-9][0-9]'
    UNION ALL
    SELECT 'WeeklySubmission', 'SubmittedAt', MIN(COALESCE(SubmittedAt, 'NULL')), 'an instant, as in 2022-06-17T09:30:00.000Z'
    FROM WeeklySubmission
    WHERE SubmittedAt IS NULL
        OR SubmittedAt NOT GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'
    UNION ALL
    SELECT 'WeeklySubmission', 'SubmittedAt', MIN(d.SubmittedAt), 'with each UnitId and Week on one row only'
    FROM (SELECT SubmittedAt FROM WeeklySubmission GROUP BY UnitId, Week, SubmittedAt HAVING COUNT(*) > 1) AS d
    UNION ALL
    SELECT 'WeeklySubmission', 'Assignments', MIN(Assignments), 'codes with a blank before and after each, or nothing'
    FROM WeeklySubmission
    WHERE Assignments <> '' AND Assignments NOT LIKE ' % '
    UNION ALL
    SELECT 'SubmissionExemption', 'Week', MIN(COALESCE(Week, 'NULL')), 'an ISO week, as in 2022-W24'
    FROM SubmissionExemption
    WHERE Week IS NULL OR Week NOT GLOB '[0-9][0-9][0-9][0-9]-W[0-9][0-9]'
) AS v
WHERE Example IS NOT NULL;
