using CamHa.Scheduler.Import.Layouts;
using CamHa.Scheduler.Import.Workbooks;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Import;

/// <summary>A file that somebody has sent: what it is is told by its content, and by its name only what kind of text it is.</summary>
internal sealed record PlanFile
{
    private const int LongestName = 100;

    /// <summary>In our form; null for anything else.</summary>
    public ImportSource? Source { get; private init; }

    /// <summary>A table in somebody's own form; null for anything else.</summary>
    public LayoutFile? Table { get; private init; }

    /// <summary>What makes it impossible to read.</summary>
    public IReadOnlyList<ImportError> Faults { get; private init; } = [];

    /// <summary>The name alone, on one line, whatever a browser says it is.</summary>
    public static string NameOf(string sent) =>
        CleanText.OneLine(sent.Split('/', '\\')[^1]).Truncated(LongestName).Trim() is { Length: > 0 } name ? name : "ke-hoach";

    /// <param name="path">Where it lies, under a name that says nothing.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="campaign">The campaign that it is for, where it does not say so itself; null for the only one.</param>
    public static PlanFile Open(string path, string name, string? campaign)
    {
        try
        {
            if (LayoutFile.HasOursByName(path))
                return new() { Source = ImportSource.Workbook(path, name, campaign) };
            var bytes = WorkbookFile.Bytes(path);
            if (IsCsv(name, bytes))
                return new() { Source = ImportSource.Csv(name, bytes, campaign) };
            var table = LayoutFile.OfContent(name, bytes);
            return table.IsOurForm ? new() { Source = ImportSource.Workbook(path, name, campaign) }
                : table.Faults.Count > 0 ? new() { Faults = table.Faults }
                : new() { Table = table };
        }
        catch (Exception e) when (e is RefusedWorkbookException or RefusedDocumentException)
        {
            return new() { Faults = [new(name, 0, "", e.Message) { Cell = "" }] };
        }
    }

    private static bool IsCsv(string name, byte[] bytes) => Path.GetExtension(name).Equals(".csv", StringComparison.OrdinalIgnoreCase)
        && WorkbookGuard.What(bytes) == WorkbookWords.TextFile && bytes is not ([0x50, 0x4B, ..] or [0xD0, 0xCF, ..]);
}
