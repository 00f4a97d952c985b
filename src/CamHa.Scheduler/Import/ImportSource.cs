using CamHa.Scheduler.Import.Workbooks;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Import;

/// <summary>What is imported: a folder of CSV files, or a workbook.</summary>
public abstract class ImportSource
{
    private const string DemoFolder = "demo/";

    /// <summary>The real plan of 2022 with its calendar and a sample week, embedded in the program.</summary>
    public static CsvFiles Demo { get; } = OfDemo(_ => true);

    /// <summary>The same without the sample week's reports, which the demo lets come in by mail.</summary>
    public static CsvFiles DemoPlan { get; } = OfDemo(file => file != "submissions.csv");

    public abstract string Description { get; }

    /// <summary>The campaign that it is for, where it does not say so itself; null for the only one of the database.</summary>
    public virtual string? Campaign { get; init; }

    /// <summary>What its tables and columns are called.</summary>
    public abstract TableNames Names { get; }

    /// <summary>Opens it for one import.</summary>
    /// <param name="files">The files that an import reads.</param>
    /// <param name="faults">Takes what is wrong with the source itself.</param>
    /// <param name="warnings">Takes what is odd about it.</param>
    internal abstract ImportTables Open(IReadOnlyList<string> files, FaultList faults, FaultList warnings);

    // By names that the folder lists, because Linux tells Units.csv from units.csv.
    public static ImportSource Folder(string path) => new CsvFiles(
        path,
        [.. Directory.EnumerateFiles(path).Select(file => Path.GetFileName(file))],
        name => File.OpenRead(Path.Combine(path, name)));

    private static CsvFiles OfDemo(Func<string, bool> has) => new(
        "kế hoạch mẫu năm 2022",
        [.. Resource.Names(DemoFolder).Select(name => name[DemoFolder.Length..]).Where(has)],
        name => Resource.TryOpen(DemoFolder + name))
    { HoldsFuture = true };

    /// <param name="path">Where it lies.</param>
    /// <param name="name">What it is called; null for the name of the file.</param>
    /// <param name="campaign">The campaign that it is for, where it does not say so itself.</param>
    public static ImportSource Workbook(string path, string? name = null, string? campaign = null) =>
        new WorkbookFile(path, name) { Campaign = campaign };

    /// <summary>One file such as <c>units.csv</c>.</summary>
    internal static ImportSource Csv(string name, byte[] bytes, string? campaign = null) =>
        new CsvFiles(name, [name], _ => new MemoryStream(bytes, writable: false)) { Campaign = campaign };
}
