-- Every login may ask this of the database it is in.
SELECT CAST(compatibility_level AS int) AS CompatibilityLevel, collation_name AS Collation,
    CAST(snapshot_isolation_state AS int) AS SnapshotIsolationState, CAST(is_read_committed_snapshot_on AS int) AS ReadsCommittedSnapshot
FROM sys.databases
WHERE name = DB_NAME();
