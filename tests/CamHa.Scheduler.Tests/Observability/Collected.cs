namespace CamHa.Scheduler.Tests.Observability;

/// <summary>
/// Meters and sources are the process's, not a host's: who collects in one test would count what the others do beside it.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Collected
{
    public const string Name = "Collected";
}
