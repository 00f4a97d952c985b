namespace CamHa.Scheduler.Storage;

/// <summary>Properties of the database in SQL Server that the service depends on.</summary>
internal sealed record SqlServerProperties
{
    /// <summary>SQL Server 2016, the oldest version the statements work on.</summary>
    public const int OldestLevel = 130;

    private const int SnapshotIsOn = 1;

    public int CompatibilityLevel { get; init; }

    public string Collation { get; init; } = "";

    public int SnapshotIsolationState { get; init; }

    public bool ReadsCommittedSnapshot { get; init; }

    /// <summary>Whether a transaction can read one moment of the database without blocking writers.</summary>
    public bool AllowsSnapshot => SnapshotIsolationState == SnapshotIsOn;

    /// <summary>What keeps the statements from working; null for nothing.</summary>
    public string? Fault(string database) => CompatibilityLevel >= OldestLevel
        ? null
        : $"compatibility level {CompatibilityLevel} is older than SQL Server 2016: "
            + $"ALTER DATABASE [{database}] SET COMPATIBILITY_LEVEL = {OldestLevel}";

    /// <summary>What works but should be changed, each with its remedy; empty for nothing.</summary>
    public IEnumerable<string> Warnings(string database)
    {
        if (!AllowsSnapshot)
        {
            yield return "snapshot reads are off, so a report and somebody who types wait for each other: "
                + $"ALTER DATABASE [{database}] SET ALLOW_SNAPSHOT_ISOLATION ON (sql/roles/snapshot.sqlserver.sql)";
        }

        if (!ReadsCommittedSnapshot)
        {
            yield return "READ_COMMITTED_SNAPSHOT is off: "
                + $"ALTER DATABASE [{database}] SET READ_COMMITTED_SNAPSHOT ON, while nobody is connected";
        }
    }
}
