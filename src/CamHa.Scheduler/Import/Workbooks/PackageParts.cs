using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;
using CamHa.Scheduler.FridayReport.Documents.OpenXml;

namespace CamHa.Scheduler.Import.Workbooks;

/// <summary>The parts of a workbook that has passed the guard. What is not changed is copied as it is.</summary>
internal sealed class PackageParts : IDisposable
{
    private const string TypesPart = "[Content_Types].xml";
    private static readonly XNamespace Types = "http://schemas.openxmlformats.org/package/2006/content-types";
    private static readonly XNamespace Relations = "http://schemas.openxmlformats.org/package/2006/relationships";

    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Action<Stream>> _changed = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, XDocument> _documents = new(StringComparer.OrdinalIgnoreCase);

    public PackageParts(byte[] workbook)
    {
        _zip = new(new MemoryStream(workbook, writable: false));
        foreach (var entry in _zip.Entries)
            _entries.TryAdd(Named(entry), entry);
    }

    public static XmlReaderSettings Settings => new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    public bool Has(string part) => _entries.ContainsKey(part);

    public Stream Open(string part) =>
        _entries.TryGetValue(part, out var entry) ? entry.Open() : throw new RefusedWorkbookException(WorkbookWords.Damaged);

    /// <summary>A small part, to be read or changed; null where it is not there.</summary>
    public XDocument? Document(string part)
    {
        if (_documents.TryGetValue(part, out var known))
            return known;
        if (!Has(part))
            return null;
        using var reader = XmlReader.Create(Open(part), Settings);
        return _documents[part] = XDocument.Load(reader, LoadOptions.PreserveWhitespace);
    }

    /// <summary>A document that has been changed, or is new.</summary>
    public void Put(string part, XDocument document)
    {
        _documents[part] = document;
        Put(part, stream => document.Save(stream, SaveOptions.DisableFormatting));
    }

    public void Put(string part, Action<Stream> write) => _changed[part] = write;

    /// <summary>The parts that a part leads to.</summary>
    public IEnumerable<(string Id, string Type, string Part)> Related(string part) =>
        from each in Document(RelationsOf(part))?.Root?.Elements(Relations + "Relationship") ?? []
        where (string?)each.Attribute("TargetMode") != "External"
        select ((string?)each.Attribute("Id") ?? "", (string?)each.Attribute("Type") ?? "",
            Resolved(part, (string?)each.Attribute("Target") ?? ""));

    /// <summary>Leads from a part to another.</summary>
    /// <param name="part">From where.</param>
    /// <param name="id">By what the part shall name the other.</param>
    /// <param name="type">The last word of the relationship's type.</param>
    /// <param name="target">To where.</param>
    /// <returns>By what it names it.</returns>
    public string Relate(string part, string id, string type, string target)
    {
        var document = Document(RelationsOf(part)) ?? new XDocument(new XElement(Relations + "Relationships"));
        var taken = document.Root!.Elements().Select(each => (string?)each.Attribute("Id")).ToHashSet();
        var free = id;
        for (var at = 1; taken.Contains(free); at++)
            free = $"{id}_{at}";
        document.Root!.Add(new XElement(
            Relations + "Relationship",
            new XAttribute("Id", free),
            new XAttribute("Type", $"{OfficePackage.Office}/{type}"),
            new XAttribute("Target", $"/{target}")));
        Put(RelationsOf(part), document);
        return free;
    }

    /// <summary>Says what a new part is.</summary>
    public void Declare(string part, string type)
    {
        var document = Document(TypesPart) ?? throw new RefusedWorkbookException(WorkbookWords.Damaged);
        if (document.Root!.Elements(Types + "Override").Any(each => (string?)each.Attribute("PartName") == $"/{part}"))
            return;
        document.Root.Add(new XElement(
            Types + "Override", new XAttribute("PartName", $"/{part}"), new XAttribute("ContentType", type)));
        Put(TypesPart, document);
    }

    /// <summary>A name that no part has.</summary>
    public string Free(string folder, string name, string extension)
    {
        var part = $"{folder}/{name}{extension}";
        for (var at = 1; Has(part) || _changed.ContainsKey(part); at++)
            part = $"{folder}/{name}_{at}{extension}";
        return part;
    }

    /// <exception cref="RefusedWorkbookException">What the guard does not open unpacks too far.</exception>
    public void Write(Stream file)
    {
        using var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
        var size = new UnpackedSize();
        foreach (var entry in _zip.Entries)
        {
            var copy = zip.CreateEntry(entry.FullName);
            copy.LastWriteTime = entry.LastWriteTime;
            using var stream = copy.Open();
            if (_changed.Remove(Named(entry), out var write))
                write(stream);
            else
                Copy(entry, stream, size);
        }

        foreach (var (part, write) in _changed)
        {
            using var stream = zip.CreateEntry(part).Open();
            write(stream);
        }
    }

    public void Dispose() => _zip.Dispose();

    private static void Copy(ZipArchiveEntry entry, Stream to, UnpackedSize size)
    {
        using var from = entry.Open();
        var buffer = new byte[81_920];
        while (from.Read(buffer) is > 0 and var read)
        {
            size.Add(read);
            to.Write(buffer, 0, read);
        }
    }

    private static string Named(ZipArchiveEntry entry) => entry.FullName.Replace('\\', '/');

    private static string RelationsOf(string part) => part.LastIndexOf('/') is >= 0 and var end
        ? $"{part[..end]}/_rels/{part[(end + 1)..]}.rels"
        : $"_rels/{part}.rels";

    private static string Resolved(string part, string target)
    {
        if (target.StartsWith('/'))
            return target[1..];
        var path = part.Split('/')[..^1].ToList();
        foreach (var step in target.Split('/'))
        {
            if (step == "..")
                path.RemoveRange(Math.Max(0, path.Count - 1), Math.Min(1, path.Count));
            else if (step is not (".") and not "")
                path.Add(step);
        }

        return string.Join('/', path);
    }
}
