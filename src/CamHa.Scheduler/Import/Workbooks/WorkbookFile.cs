namespace CamHa.Scheduler.Import.Workbooks;

/// <summary>A plan as a workbook.</summary>
/// <param name="path">Where it lies.</param>
/// <param name="name">What it is called; null for the name of the file.</param>
public sealed class WorkbookFile(string path, string? name = null) : ImportSource
{
    /// <summary>Whether a file's name is that of a workbook, also of a kind that is not read.</summary>
    public static bool IsOne(string path) =>
        Path.GetExtension(path).ToLowerInvariant() is ".xlsx" or ".xlsm" or ".xls" or ".xlsb" or ".ods";

    public override string Description => name ?? Path.GetFileName(path);

    public override TableNames Names => TableNames.OfSheets;

    internal override ImportTables Open(IReadOnlyList<string> files, FaultList faults, FaultList warnings)
    {
        SheetReader? reader = null;
        try
        {
            var bytes = Bytes(path);
            var scan = WorkbookGuard.Check(bytes);
            if (scan.HasMacros)
                warnings.Add(Fault(WorkbookWords.Macros));
            if (IsOpenElsewhere())
                warnings.Add(Fault(WorkbookWords.StillOpen));
            reader = new(bytes, scan);
            return new WorkbookTables(reader, Description, faults, warnings);
        }
        catch (RefusedWorkbookException e)
        {
            reader?.Dispose();
            faults.Add(e.Fault(Description));
            return new Nothing();
        }
    }

    /// <summary>A file's content. What Excel has open may be read as it was last saved, if others may go on writing.</summary>
    /// <exception cref="RefusedWorkbookException">It cannot be read, or is too large.</exception>
    internal static byte[] Bytes(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (file.Length > WorkbookGuard.LargestFile * 1_000_000L)
                throw new RefusedWorkbookException(WorkbookWords.TooLarge(WorkbookGuard.LargestFile));
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return bytes;
        }
        catch (EndOfStreamException e)
        {
            throw new RefusedWorkbookException(WorkbookWords.Damaged, e);
        }
        catch (IOException e)
        {
            throw new RefusedWorkbookException(WorkbookWords.HeldOpen, e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new RefusedWorkbookException(WorkbookWords.NoAccess, e);
        }
    }

    // What Excel and LibreOffice put beside an open file.
    private bool IsOpenElsewhere() => Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder
        && (File.Exists(Path.Combine(folder, $"~${Path.GetFileName(path)}"))
            || File.Exists(Path.Combine(folder, $".~lock.{Path.GetFileName(path)}#")));

    private ImportError Fault(string message) => new(Description, 0, "", message) { Cell = "" };

    private sealed class Nothing : ImportTables
    {
        public Nothing() => IsReadable = false;

        public override bool Has(string file) => false;

        public override ImportTable? Read(TableShape shape) => null;

        public override ImportError At(string file, string column, string message) => new(file, 0, column, message);

        public override string Sha256() => "";
    }
}
