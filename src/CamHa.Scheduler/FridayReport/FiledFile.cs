namespace CamHa.Scheduler.FridayReport;

/// <summary>What was filed of a report.</summary>
internal sealed record FiledFile
{
    public string Name { get; init; } = "";

    /// <summary>In bytes.</summary>
    public long Length { get; init; }

    public string Sha256 { get; init; } = "";
}
