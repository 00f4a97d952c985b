using System.IO.Compression;
using System.Security.Cryptography;
using System.Xml;
using CamHa.Scheduler.Import.Workbooks;

namespace CamHa.Scheduler.Import.Layouts;

/// <summary>A file with a table that is not in our form: a workbook, a Word document, or text that was pasted.</summary>
internal sealed record LayoutFile(string Name, string Sha256)
{
    /// <summary>What tells it from other files, as a map says it.</summary>
    public string Mark => Sha256[..Math.Min(12, Sha256.Length)];

    public IReadOnlyList<Grid> Grids { get; init; } = [];

    /// <summary>What makes it impossible to read.</summary>
    public IReadOnlyList<ImportError> Faults { get; init; } = [];

    public IReadOnlyList<ImportError> Warnings { get; init; } = [];

    /// <summary>Whether it is a workbook that has sheets of our form.</summary>
    public bool IsOurForm { get; init; }

    /// <summary>Whether a file's name is that of one that is read here.</summary>
    public static bool IsOne(string path) => WorkbookFile.IsOne(path)
        || Path.GetExtension(path).ToLowerInvariant() is ".docx" or ".docm" or ".doc" or ".txt" or ".tsv";

    /// <summary>
    /// Whether a workbook has a sheet whose name can only be ours. Asked first, because reading a large one twice takes twice as long.
    /// </summary>
    public static bool HasOursByName(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var zip = new ZipArchive(file, ZipArchiveMode.Read);
            if (zip.GetEntry("xl/workbook.xml") is not { } entry)
                return false;
            using var stream = new CountedStream(entry.Open(), new());
            using var reader = XmlReader.Create(stream, new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            while (reader.Read())
            {
                if (reader is { NodeType: XmlNodeType.Element, LocalName: "sheet" }
                    && SheetGrids.IsOnlyOurs(reader.GetAttribute("name") ?? ""))
                    return true;
            }

            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or XmlException
            or RefusedWorkbookException or NotSupportedException)
        {
            // Whoever reads it says what is wrong with it.
            return false;
        }
    }

    public static LayoutFile Read(string path)
    {
        var name = Path.GetFileName(path);
        try
        {
            return Of(name, WorkbookFile.Bytes(path));
        }
        catch (Exception e) when (e is RefusedWorkbookException or RefusedDocumentException)
        {
            return Refused(name, e.Message);
        }
    }

    /// <exception cref="RefusedWorkbookException">It is a workbook that cannot be read, and why.</exception>
    /// <exception cref="RefusedDocumentException">It is a document that cannot be read, and why.</exception>
    public static LayoutFile Of(string name, byte[] bytes)
    {
        var file = new LayoutFile(name, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        return Path.GetExtension(name).ToLowerInvariant() switch
        {
            ".docx" or ".docm" or ".doc" => file.WithTables(bytes),
            ".txt" or ".tsv" => file.WithText(bytes),
            _ => file.WithSheets(bytes),
        };
    }

    /// <summary>The same of what somebody has sent, whose name says nothing: by its content.</summary>
    /// <exception cref="RefusedWorkbookException">It is a workbook that cannot be read, or none of these, and why.</exception>
    /// <exception cref="RefusedDocumentException">It is a document that cannot be read, and why.</exception>
    public static LayoutFile OfContent(string name, byte[] bytes)
    {
        var file = new LayoutFile(name, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        return bytes switch
        {
            [] => throw new RefusedWorkbookException(WorkbookWords.EmptyFile),
            [0x50, 0x4B, ..] => WordTables.IsDocument(bytes) ? file.WithTables(bytes) : file.WithSheets(bytes),
            [0xD0, 0xCF, 0x11, 0xE0, ..] => file.WithSheets(bytes),
            _ => WorkbookGuard.What(bytes) is var what && what == WorkbookWords.TextFile
                ? file.WithText(bytes)
                : throw new RefusedWorkbookException(what),
        };
    }

    private static LayoutFile Refused(string name, string message) =>
        new(name, "") { Faults = [new(name, 0, "", message) { Cell = "" }] };

    private LayoutFile WithTables(byte[] bytes)
    {
        var inner = new List<(string Where, string Text)>();
        return this with
        {
            Grids = WordTables.Read(bytes, inner),
            Warnings =
            [
                .. inner.Select(table => (table.Where, Message: LayoutWords.InnerTable(table.Text)))
                    .Concat(WordTables.HasMacros(bytes) ? [(Name, WorkbookWords.Macros)] : [])
                    .Select(each => new ImportError(each.Where, 0, "", each.Message) { Cell = "" }),
            ],
        };
    }

    private LayoutFile WithText(byte[] bytes)
    {
        var faults = new FaultList();
        return FileText.Of(bytes, Name, faults) is { } text
            ? this with { Grids = [PastedText.Of(text)] }
            : this with { Faults = faults.ToList() };
    }

    private LayoutFile WithSheets(byte[] bytes)
    {
        var scan = WorkbookGuard.Check(bytes);
        var warnings = new List<ImportError>();
        if (scan.HasMacros)
            warnings.Add(new(Name, 0, "", WorkbookWords.Macros) { Cell = "" });
        using var reader = new SheetReader(bytes, scan);
        return SheetGrids.HasOurs(reader)
            ? this with { IsOurForm = true }
            : this with { Grids = SheetGrids.Read(reader, warnings), Warnings = warnings };
    }
}
