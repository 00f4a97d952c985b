using System.IO.Compression;
using System.Text;
using System.Xml;
using CamHa.Scheduler.Import.Layouts;

namespace CamHa.Scheduler.Import.Workbooks;

/// <summary>
/// Looks through a workbook before its reader does. A reader trusts what it reads: a file of one megabyte holds a cell of a
/// thousand, or a cell that lies sixteen thousand million cells away.
/// </summary>
internal static class WorkbookGuard
{
    /// <summary>As in a CSV file.</summary>
    public const int LongestText = 1_000_000;

    /// <summary>In megabytes.</summary>
    public const int LargestFile = 50;

    /// <summary>Elements within each other.</summary>
    public const int Deepest = 100;

    private const int MostParts = 10_000;
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    // Beside the sheets and their texts.
    private const int MostElements = 2_000_000;
    private const int MostStrings = 3_000_000;
    private const int MostLetters = 50_000_000;

    // Nothing writes anything else, and in UTF-16 the guard would count wrongly.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    /// <exception cref="RefusedWorkbookException">It is not read, and why.</exception>
    public static WorkbookScan Check(byte[] bytes)
    {
        if (bytes.Length > LargestFile * 1_000_000)
            throw new RefusedWorkbookException(WorkbookWords.TooLarge(LargestFile));
        return bytes switch
        {
            [] => throw new RefusedWorkbookException(WorkbookWords.EmptyFile),
            [0x50, 0x4B, ..] => CheckParts(bytes),
            [0xD0, 0xCF, 0x11, 0xE0, ..] => CheckOld(bytes),
            _ => throw new RefusedWorkbookException(What(bytes)),
        };
    }

    /// <summary>The same for a Word document.</summary>
    /// <exception cref="RefusedWorkbookException">It is not read, and why.</exception>
    public static void CheckDocument(byte[] bytes)
    {
        if (bytes.Length > LargestFile * 1_000_000)
            throw new RefusedWorkbookException(WorkbookWords.TooLarge(LargestFile));
        switch (bytes)
        {
            case []:
                throw new RefusedWorkbookException(WorkbookWords.EmptyFile);
            case [0x50, 0x4B, ..]:
                CheckParts(bytes, "word/document.xml", LayoutWords.NoDocument);
                break;
            case [0xD0, 0xCF, 0x11, 0xE0, ..]:
                throw new RefusedWorkbookException(IsEncrypted(bytes) ? WorkbookWords.Password : LayoutWords.OldDocument);
            default:
                throw new RefusedWorkbookException(LayoutWords.NoDocument);
        }
    }

    // An encrypted workbook is a file of the old kind with the new one in it.
    private static WorkbookScan CheckOld(byte[] bytes)
    {
        if (IsEncrypted(bytes))
            throw new RefusedWorkbookException(WorkbookWords.Password);
        if (Holds(bytes, "Workbook") || Holds(bytes, "Book"))
            return new() { Sheets = OldWorkbookScan.Read(bytes) };
        throw new RefusedWorkbookException(Holds(bytes, "WordDocument") ? WorkbookWords.WordFile : WorkbookWords.Damaged);
    }

    private static bool IsEncrypted(byte[] bytes) => Holds(bytes, "EncryptedPackage") || Holds(bytes, "EncryptionInfo");

    private static bool Holds(byte[] bytes, string stream) => bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(stream + '\0')) >= 0;

    /// <summary>What it is that is no workbook, in the words of a refusal.</summary>
    internal static string What(byte[] bytes)
    {
        var head = Encoding.Latin1.GetString(bytes, 0, Math.Min(bytes.Length, 2000)).Replace("\0", "", StringComparison.Ordinal)
            .TrimStart('\u00EF', '\u00BB', '\u00BF', '\u00FF', '\u00FE', ' ', '\r', '\n', '\t');
        return head switch
        {
            _ when Has("urn:schemas-microsoft-com:office:spreadsheet") || Has("MIME-Version") || Has("<html") || Has("<table")
                || Has("<!doctype html") => WorkbookWords.PageFile,
            _ when !head.StartsWith('%') && !head.Any(letter => letter < ' ' && letter is not ('\r' or '\n' or '\t')) =>
                WorkbookWords.TextFile,
            _ => WorkbookWords.NoWorkbook,
        };

        bool Has(string text) => head.Contains(text, StringComparison.OrdinalIgnoreCase);
    }

    private static WorkbookScan CheckParts(byte[] bytes, string part = "xl/workbook.xml", string? without = null)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(bytes, writable: false));
            var names = zip.Entries.Select(entry => entry.FullName.Replace('\\', '/')).ToHashSet(StringComparer.OrdinalIgnoreCase);
            if (zip.Entries.Count > MostParts)
                throw new RefusedWorkbookException(WorkbookWords.UnpacksTooFar(UnpackedSize.Most));
            if (!names.Contains(part))
                throw new RefusedWorkbookException(without ?? WhatZip(names));
            var parts = new Parts();
            // What names the sheets goes first.
            foreach (var entry in zip.Entries.OrderByDescending(entry => Parts.NamesSheets(entry.FullName)))
                parts.Check(entry);
            return parts.Scan() with { HasMacros = names.Contains("xl/vbaProject.bin") };
        }
        catch (Exception e) when (e is InvalidDataException or XmlException or IOException or DecoderFallbackException or ArgumentException
            or NotSupportedException)
        {
            throw new RefusedWorkbookException(
                e is XmlException && e.Message.Contains("DTD", StringComparison.Ordinal) ? WorkbookWords.Dtd : WorkbookWords.Damaged, e);
        }
    }

    private static string WhatZip(HashSet<string> names) =>
        names.Contains("xl/workbook.bin") ? WorkbookWords.BinaryWorkbook
        : names.Contains("content.xml") ? WorkbookWords.OpenDocument
        : names.Contains("word/document.xml") ? WorkbookWords.WordFile
        : WorkbookWords.NoWorkbook;

    /// <summary>The parts of one workbook, of which some lead to others.</summary>
    private sealed class Parts
    {
        private readonly UnpackedSize _size = new();
        private readonly Dictionary<string, SheetScan> _sheets = new(StringComparer.OrdinalIgnoreCase);
        private readonly Dictionary<string, string> _targets = [];
        private readonly List<(string Id, string Name)> _order = [];
        private bool _hasUnseen1904;

        public static bool NamesSheets(string part) =>
            part.Equals("xl/workbook.xml", StringComparison.OrdinalIgnoreCase)
            || part.Equals("xl/_rels/workbook.xml.rels", StringComparison.OrdinalIgnoreCase);

        public void Check(ZipArchiveEntry entry)
        {
            var name = entry.FullName.Replace('\\', '/');
            // Pictures and the like are never opened.
            if (Path.GetExtension(name).ToLowerInvariant() is not (".xml" or ".rels"))
                return;
            using var stream = new CountedStream(entry.Open(), _size);
            using var text = new StreamReader(stream, Utf8, detectEncodingFromByteOrderMarks: false);
            using var reader = XmlReader.Create(text, new()
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                NameTable = new BoundedNames(),
                IgnoreComments = true,
                IgnoreProcessingInstructions = true,
            });
            if (reader.MoveToContent() != XmlNodeType.Element)
                return;
            switch (reader.LocalName)
            {
                case "worksheet":
                    _sheets[name] = new SheetScanner(reader, SheetOf(name)).Read();
                    break;
                case "sst":
                    CheckStrings(reader);
                    break;
                default:
                    CheckOther(reader, name);
                    break;
            }
        }

        public WorkbookScan Scan() => new()
        {
            Sheets = [.. _order.Select(sheet => _sheets.GetValueOrDefault(PathOf(sheet.Id) ?? "") ?? new())],
            HasUnseen1904 = _hasUnseen1904,
        };

        private string SheetOf(string part) =>
            _order.FirstOrDefault(sheet => part.Equals(PathOf(sheet.Id), StringComparison.OrdinalIgnoreCase)).Name
            ?? Path.GetFileNameWithoutExtension(part);

        // The reader opens whatever the relations name.
        private string? PathOf(string id) => _targets.GetValueOrDefault(id) is not { } path ? null
            : path.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) ? path
            : throw new RefusedWorkbookException(WorkbookWords.Damaged);

        private void CheckOther(XmlReader reader, string part)
        {
            var isRelations = part.Equals("xl/_rels/workbook.xml.rels", StringComparison.OrdinalIgnoreCase);
            var isWorkbook = part.Equals("xl/workbook.xml", StringComparison.OrdinalIgnoreCase);
            var elements = 0;
            do
            {
                if (reader.Depth > Deepest || (reader.NodeType == XmlNodeType.Element && ++elements > MostElements))
                    throw new RefusedWorkbookException(WorkbookWords.Damaged);
                if (reader.NodeType != XmlNodeType.Element)
                    continue;
                if (isRelations && reader is { LocalName: "Relationship" } && reader.GetAttribute("Id") is { } id
                    && reader.GetAttribute("Target") is { } target)
                    _targets[id] = target.StartsWith("/xl/", StringComparison.OrdinalIgnoreCase) ? target[1..] : $"xl/{target}";
                else if (isWorkbook && reader.LocalName == "sheet")
                    _order.Add((reader.GetAttribute("id", Relations) ?? "", reader.GetAttribute("name") ?? ""));
                else if (isWorkbook && reader.LocalName == "workbookPr")
                    _hasUnseen1904 = reader.GetAttribute("date1904") == "true";
            }
            while (reader.Read());
        }

        private static void CheckStrings(XmlReader reader)
        {
            var (strings, letters, length) = (0, 0, 0);
            while (reader.Read())
            {
                if (reader.Depth > Deepest)
                    throw new RefusedWorkbookException(WorkbookWords.Damaged);
                if (reader is { NodeType: XmlNodeType.Element, LocalName: "si" })
                {
                    length = 0;
                    strings++;
                }
                else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace)
                {
                    length += reader.Value.Length;
                    letters += reader.Value.Length;
                }

                if (length > LongestText)
                    throw new RefusedWorkbookException(WorkbookWords.LongCell);
                if (strings > MostStrings || letters > MostLetters)
                    throw new RefusedWorkbookException(WorkbookWords.UnpacksTooFar(UnpackedSize.Most));
            }
        }
    }
}
