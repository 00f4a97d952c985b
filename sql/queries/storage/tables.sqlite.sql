SELECT name AS Name, CASE WHEN type = 'view' THEN 1 ELSE 0 END AS IsView
FROM sqlite_master
WHERE type IN ('table', 'view')
ORDER BY name;
