namespace CamHa.Scheduler.Storage;

/// <summary>What SQL Server says of the database.</summary>
internal sealed record SqlServerProperties
{
    /// <summary>SQL Server 2016, the oldest this service is for.</summary>
    public const int OldestLevel = 130;

    private const int SnapshotIsOn = 1;

    public int CompatibilityLevel { get; init; }

    public string Collation { get; init; } = "";

    public int SnapshotIsolationState { get; init; }

    public bool ReadsCommittedSnapshot { get; init; }

    /// <summary>Whether a transaction may read one moment of the database without keeping a writer waiting.</summary>
    public bool AllowsSnapshot => SnapshotIsolationState == SnapshotIsOn;

    /// <summary>What keeps the statements from working; null for nothing.</summary>
    public string? Fault(string database) => CompatibilityLevel >= OldestLevel
        ? null
        : $"compatibility level {CompatibilityLevel} is older than SQL Server 2016: ALTER DATABASE [{database}] SET COMPATIBILITY_LEVEL = {OldestLevel}";

    /// <summary>What works and should not stay as it is, each with its remedy; empty for nothing.</summary>
    public IEnumerable<string> Warnings(string database)
    {
        if (!AllowsSnapshot)
        {
            yield return "snapshot reads are off, so a report and somebody who types wait for each other: "
                + $"ALTER DATABASE [{database}] SET ALLOW_SNAPSHOT_ISOLATION ON (sql/roles/snapshot.sqlserver.sql)";
        }

        if (!ReadsCommittedSnapshot)
            yield return $"READ_COMMITTED_SNAPSHOT is off: ALTER DATABASE [{database}] SET READ_COMMITTED_SNAPSHOT ON, while nobody is connected";
    }
}
