-- Every login may read this about its own database. Babelfish reports level 120 and behaves like 130.
SELECT CASE WHEN SERVERPROPERTY('Babelfish') IS NULL THEN CAST(compatibility_level AS int) ELSE 130 END AS CompatibilityLevel, collation_name AS Collation,
    CAST(snapshot_isolation_state AS int) AS SnapshotIsolationState, CAST(is_read_committed_snapshot_on AS int) AS ReadsCommittedSnapshot
FROM sys.databases
WHERE name = DB_NAME();
