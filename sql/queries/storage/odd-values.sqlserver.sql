-- Wrong values that a view over another program's tables may return although its columns exist: one example of each.
SELECT v.TableName, v.ColumnName, v.Example, v.Wanted
FROM (
    SELECT 'Assignment' AS TableName, 'Id' AS ColumnName, CAST(MIN(d.Id) AS nvarchar(100)) AS Example, 'on one row only' AS Wanted
    FROM (SELECT Id FROM Assignment GROUP BY Id HAVING COUNT(*) > 1) AS d
    UNION ALL
    SELECT 'Assignment', 'CampaignId', CAST(MIN(COALESCE(a.CampaignId, 0)) AS nvarchar(100)), 'the Id of a Campaign'
    FROM Assignment AS a
    WHERE NOT EXISTS (SELECT 1 FROM Campaign AS c WHERE c.Id = a.CampaignId)
    UNION ALL
    SELECT 'Assignment', 'Code', CAST(MIN(COALESCE(Code, 'NULL')) AS nvarchar(100)), 'a code without blanks'
    FROM Assignment
    WHERE Code IS NULL OR Code = '' OR Code LIKE '% %'
    UNION ALL
    SELECT 'Assignment', 'DueOn', CAST(MIN(COALESCE(Code, 'NULL')) AS nvarchar(100)), 'a day, never NULL (the example is the Code)'
    FROM Assignment
    WHERE DueOn IS NULL
    UNION ALL
    SELECT 'AssignmentUnit', 'AssignmentId', CAST(MIN(d.AssignmentId) AS nvarchar(100)), 'with each UnitId on one row only'
    FROM (SELECT AssignmentId FROM AssignmentUnit GROUP BY AssignmentId, UnitId HAVING COUNT(*) > 1) AS d
    UNION ALL
    SELECT 'AssignmentUnit', 'UnitId', CAST(MIN(COALESCE(p.UnitId, 0)) AS nvarchar(100)), 'the Id of a Unit'
    FROM AssignmentUnit AS p
    WHERE NOT EXISTS (SELECT 1 FROM Unit AS u WHERE u.Id = p.UnitId)
    UNION ALL
    SELECT 'AssignmentUnit', 'Part', CAST(MIN(COALESCE(Part, 'NULL')) AS nvarchar(100)), 'Lead or Support'
    FROM AssignmentUnit
    WHERE Part IS NULL OR Part NOT IN ('Lead', 'Support')
    UNION ALL
    SELECT 'WeeklySubmission', 'UnitId', CAST(MIN(COALESCE(s.UnitId, 0)) AS nvarchar(100)), 'the Id of a Unit'
    FROM WeeklySubmission AS s
    WHERE NOT EXISTS (SELECT 1 FROM Unit AS u WHERE u.Id = s.UnitId)
    UNION ALL
    SELECT 'WeeklySubmission', 'Week', CAST(MIN(COALESCE(Week, 'NULL')) AS nvarchar(100)), 'an ISO week, as in 2022-W24'
    FROM WeeklySubmission
    WHERE Week IS NULL OR Week NOT LIKE '[0-9][0-9][0-9][0-9]-W[0-9][0-9]'
    UNION ALL
    SELECT 'WeeklySubmission', 'SubmittedAt', CAST(MIN(COALESCE(Week, 'NULL')) AS nvarchar(100)), 'an instant, never NULL (the example is the Week)'
    FROM WeeklySubmission
    WHERE SubmittedAt IS NULL
    UNION ALL
    SELECT 'WeeklySubmission', 'SubmittedAt', CAST(MIN(d.SubmittedAt) AS nvarchar(100)), 'with each UnitId and Week on one row only'
    FROM (SELECT SubmittedAt FROM WeeklySubmission GROUP BY UnitId, Week, SubmittedAt HAVING COUNT(*) > 1) AS d
    UNION ALL
    SELECT 'WeeklySubmission', 'Assignments', CAST(MIN(Assignments) AS nvarchar(100)), 'codes with a blank before and after each, or nothing'
    FROM WeeklySubmission
    WHERE Assignments <> '' AND Assignments NOT LIKE ' % '
    UNION ALL
    SELECT 'SubmissionExemption', 'Week', CAST(MIN(COALESCE(Week, 'NULL')) AS nvarchar(100)), 'an ISO week, as in 2022-W24'
    FROM SubmissionExemption
    WHERE Week IS NULL OR Week NOT LIKE '[0-9][0-9][0-9][0-9]-W[0-9][0-9]'
) AS v
WHERE v.Example IS NOT NULL;
