namespace CamHa.Scheduler.FridayReport.Snapshot;

/// <summary>What became of the mails written since the report before, counted by their state.</summary>
public sealed record ReportAudit
{
    public required int Sent { get; init; }

    /// <summary>Not sent yet, or being sent.</summary>
    public required int Waiting { get; init; }

    public required int Failed { get; init; }

    public required int Suppressed { get; init; }

    public required int Expired { get; init; }

    public required int Held { get; init; }

    /// <summary>Names of units that no mail can reach.</summary>
    public required IReadOnlyList<string> UnitsWithoutAddress { get; init; }
}
