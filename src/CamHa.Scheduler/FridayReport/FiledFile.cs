namespace CamHa.Scheduler.FridayReport;

/// <summary>An archived file, as the database records it.</summary>
internal sealed record FiledFile
{
    public string Name { get; init; } = "";

    /// <summary>In bytes.</summary>
    public long Length { get; init; }

    /// <summary>In lower-case hexadecimal digits.</summary>
    public string Sha256 { get; init; } = "";
}
