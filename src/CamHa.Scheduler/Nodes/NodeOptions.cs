using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Nodes;

/// <summary>How several nodes share one database.</summary>
public sealed class NodeOptions : ISectionOptions
{
    public const string Section = "Scheduling";

    /// <summary>
    /// Whether several nodes share the looks through Quartz's own tables in the same SQL Server. Several nodes are safe without
    /// it too; then each of them runs every look.
    /// </summary>
    public bool Clustered { get; set; }

    public IEnumerable<Bilingual> Faults(Settings settings)
    {
        var storage = SectionBinder.Read<StorageOptions>(settings, StorageOptions.Section);
        if (Clustered && !storage.IsSqlServer)
        {
            yield return SettingFault.Of(
                "Scheduling:Clustered",
                Clustered,
                "các máy chỉ chia việc cho nhau được trong SQL Server, "
                + $"mà Storage:Provider = '{storage.Provider}'; hãy ghi sqlserver ở đó, hoặc bỏ Clustered.",
                "nodes share their looks in SQL Server only, "
                + $"and Storage:Provider = '{storage.Provider}'; write sqlserver there, or leave Clustered out.");
        }
    }
}
