using System.Globalization;
using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml;

namespace CamHa.Scheduler.FridayReport.Documents.OpenXml;

/// <summary>
/// The file format of Word and Excel: parts in a ZIP. The same parts give the same file, byte for byte.
/// <c>System.IO.Packaging</c> cannot do that: it stamps the current time on every entry, makes up random part names and keeps
/// all text uncompressed in memory.
/// </summary>
internal sealed class OfficePackage : IDisposable
{
    /// <summary>The start of the types of relationships between parts.</summary>
    public const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private const string ContentTypes = "http://schemas.openxmlformats.org/package/2006/content-types";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const string Dc = "http://purl.org/dc/elements/1.1/";
    private const string DcTerms = "http://purl.org/dc/terms/";

    private readonly Stream _file;
    private readonly ZipArchive _zip;

    /// <param name="main">The main part, such as <c>word/document.xml</c>.</param>
    /// <param name="types">The media type of every part that is XML.</param>
    public OfficePackage(string main, params IReadOnlyList<(string Part, string Type)> types)
        : this(new MemoryStream(), main, types)
    {
    }

    /// <param name="file">Where the file is written to; it is closed with the package.</param>
    /// <param name="main">The main part.</param>
    /// <param name="types">The media type of every part that is XML.</param>
    public OfficePackage(Stream file, string main, IReadOnlyList<(string Part, string Type)> types)
    {
        _file = file;
        _zip = new(_file, ZipArchiveMode.Create, leaveOpen: true);
        // The first entry: mail filters tell an Office file from any other ZIP by it.
        PutXml("[Content_Types].xml", writer =>
        {
            writer.WriteStartElement("Types", ContentTypes);
            WriteType(writer, "Default", "Extension", "rels", "application/vnd.openxmlformats-package.relationships+xml");
            WriteType(writer, "Default", "Extension", "png", "image/png");
            WriteType(writer, "Override", "PartName", "/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
            foreach (var (part, type) in types)
                WriteType(writer, "Override", "PartName", $"/{part}", type);
        });
        PutRelationships(
            "_rels/.rels",
            ("document", $"{Office}/officeDocument", main),
            ("core", $"{Package}/relationships/metadata/core-properties", "docProps/core.xml"));
    }

    /// <param name="title">The file's title.</param>
    /// <param name="creator">The issuing office.</param>
    /// <param name="at">The only time the file holds; null for none.</param>
    public void PutProperties(string title, string creator, DateTime? at) => PutXml("docProps/core.xml", writer =>
    {
        writer.WriteStartElement("cp", "coreProperties", $"{Package}/metadata/core-properties");
        writer.WriteElementString("dc", "title", Dc, XmlText.Safe(title));
        writer.WriteElementString("dc", "creator", Dc, XmlText.Safe(creator));
        writer.WriteElementString("dc", "language", Dc, "vi-VN");
        foreach (var name in (string[])(at is null ? [] : ["created", "modified"]))
        {
            writer.WriteStartElement("dcterms", name, DcTerms);
            writer.WriteAttributeString("xsi", "type", "http://www.w3.org/2001/XMLSchema-instance", "dcterms:W3CDTF");
            writer.WriteString(at!.Value.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            writer.WriteEndElement();
        }
    });

    public void PutRelationships(string name, params IEnumerable<(string Id, string Type, string Target)> relationships) =>
        PutXml(name, writer =>
        {
            writer.WriteStartElement("Relationships", $"{Package}/relationships");
            foreach (var (id, type, target) in relationships)
            {
                writer.WriteStartElement("Relationship");
                writer.WriteAttributeString("Id", id);
                writer.WriteAttributeString("Type", type);
                writer.WriteAttributeString("Target", target);
                writer.WriteEndElement();
            }
        });

    public void Put(string name, OpenXmlElement root) => Put(name, stream =>
    {
        using var writer = OpenXmlWriter.Create(stream);
        writer.WriteStartDocument(standalone: true);
        writer.WriteElement(root);
    });

    /// <summary>Writes one part. A ZIP is written from start to end, so one part is finished before the next begins.</summary>
    public void Put(string name, Action<Stream> write, CompressionLevel level = CompressionLevel.Optimal)
    {
        var entry = _zip.CreateEntry(name, level);
        // The earliest time a ZIP can hold.
        entry.LastWriteTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var stream = entry.Open();
        write(stream);
    }

    /// <summary>Completes a file in memory; no part can be added after it.</summary>
    public byte[] ToArray()
    {
        _zip.Dispose();
        return ((MemoryStream)_file).ToArray();
    }

    public void Dispose()
    {
        _zip.Dispose();
        _file.Dispose();
    }

    private static void WriteType(XmlWriter writer, string element, string attribute, string value, string type)
    {
        writer.WriteStartElement(element);
        writer.WriteAttributeString(attribute, value);
        writer.WriteAttributeString("ContentType", type);
        writer.WriteEndElement();
    }

    private void PutXml(string name, Action<XmlWriter> write) => Put(name, stream =>
    {
        using var writer = XmlWriter.Create(stream);
        write(writer);
    });
}
