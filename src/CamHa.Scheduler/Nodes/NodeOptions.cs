using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Nodes;

/// <summary>How several nodes share one database.</summary>
public sealed class NodeOptions : ISectionOptions
{
    public const string Section = "Scheduling";

    /// <summary>
    /// Whether several nodes share the looks by way of Quartz's own tables in the same SQL Server. Without it several
    /// nodes are safe too, and each of them looks.
    /// </summary>
    public bool Clustered { get; set; }

    public IEnumerable<string> Faults(Settings settings)
    {
        var storage = SectionBinder.Read<StorageOptions>(settings, StorageOptions.Section);
        if (Clustered && !storage.IsSqlServer)
        {
            yield return $"Scheduling:Clustered = 'True': nodes share their looks in SQL Server only, "
                + $"and Storage:Provider = '{storage.Provider}'; write sqlserver there, or leave Clustered out.";
        }
    }
}
