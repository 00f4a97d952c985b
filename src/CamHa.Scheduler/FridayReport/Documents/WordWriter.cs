using System.Globalization;
using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace CamHa.Scheduler.FridayReport.Documents;

/// <summary>
/// The report for Word, which the clerk numbers and the head signs. The same report is the same file, byte for byte.
/// The package is put together here and not by <c>System.IO.Packaging</c>: that one stamps the present time on every
/// entry, draws random part names, and keeps the whole text uncompressed in memory.
/// </summary>
public static class WordWriter
{
    private const string Dc = "http://purl.org/dc/elements/1.1/";
    private const string DcTerms = "http://purl.org/dc/terms/";
    private const string Core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private const string ContentTypes = """
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
          <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
          <Default Extension="png" ContentType="image/png"/>
          <Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>
          <Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
          <Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>
          <Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>
          <Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/>
          <Override PartName="/word/header.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/>
        </Types>
        """;

    /// <param name="document">What the report says.</param>
    /// <param name="drawPng">Draws a chart without its title, which Word writes above it.</param>
    public static byte[] Write(ReportDocument document, Func<Chart, byte[]> drawPng)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            var styles = new WordStyles(document.Letterhead.Layout);
            Put(zip, "[Content_Types].xml", stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(ContentTypes)));
            PutRelationships(zip, "_rels/.rels", [
                ("document", $"{Office}/officeDocument", "word/document.xml"),
                ("core", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml")]);
            Put(zip, "docProps/core.xml", stream => WriteProperties(stream, document));
            Put(zip, "word/styles.xml", styles.All());
            Put(zip, "word/numbering.xml", WordNumbering.All());
            Put(zip, "word/settings.xml", Settings());
            Put(zip, "word/header.xml", WordPage.Header());
            var pictures = PutPictures(zip, document, drawPng);
            PutRelationships(zip, "word/_rels/document.xml.rels", [
                ("styles", $"{Office}/styles", "styles.xml"),
                ("numbering", $"{Office}/numbering", "numbering.xml"),
                ("settings", $"{Office}/settings", "settings.xml"),
                (WordPage.HeaderId, $"{Office}/header", "header.xml"),
                .. pictures.Select(picture => (picture.Id, $"{Office}/image", $"media/{picture.Id}.png"))]);
            Put(zip, "word/document.xml", stream =>
            {
                using var writer = OpenXmlWriter.Create(stream);
                writer.WriteStartDocument(standalone: true);
                new WordBody(writer, document, styles, new(pictures)).Write();
            });
        }

        return file.ToArray();
    }

    /// <summary>In reading order. Drawn before the text is written: a ZIP file is written one entry at a time.</summary>
    private static List<WordPicture> PutPictures(ZipArchive zip, ReportDocument document, Func<Chart, byte[]> drawPng)
    {
        var pictures = new List<WordPicture>();
        foreach (var block in document.Body.Concat(document.Annexes.SelectMany(annex => annex.Blocks)).OfType<ChartBlock>())
        {
            var png = drawPng(block.Chart);
            var picture = WordPicture.Of((uint)pictures.Count + 1, block.Chart, png);
            Put(zip, $"word/media/{picture.Id}.png", stream => stream.Write(png), CompressionLevel.NoCompression);
            pictures.Add(picture);
        }

        return pictures;
    }

    private static W.Settings Settings() => new(
        new W.DefaultTabStop { Val = 567 },
        new W.Compatibility(
            // Or a justified line before a line break is pulled apart over the whole width.
            new W.DoNotExpandShiftReturn(),
            new W.CompatibilitySetting { Name = W.CompatSettingNameValues.CompatibilityMode, Uri = "http://schemas.microsoft.com/office/word", Val = "15" }));

    private static void WriteProperties(Stream stream, ReportDocument document)
    {
        using var writer = XmlWriter.Create(stream);
        var moment = document.AsOf.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        writer.WriteStartElement("cp", "coreProperties", Core);
        writer.WriteElementString("dc", "title", Dc, WordText.Safe(document.Title));
        writer.WriteElementString("dc", "creator", Dc, WordText.Safe(document.Letterhead.IssuingOrgan));
        writer.WriteElementString("dc", "language", Dc, "vi-VN");
        foreach (var name in (string[])["created", "modified"])
        {
            writer.WriteStartElement("dcterms", name, DcTerms);
            writer.WriteAttributeString("xsi", "type", "http://www.w3.org/2001/XMLSchema-instance", "dcterms:W3CDTF");
            writer.WriteString(moment);
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    private static void PutRelationships(ZipArchive zip, string name, IEnumerable<(string Id, string Type, string Target)> relationships) => Put(zip, name, stream =>
    {
        using var writer = XmlWriter.Create(stream);
        writer.WriteStartElement("Relationships", "http://schemas.openxmlformats.org/package/2006/relationships");
        foreach (var (id, type, target) in relationships)
        {
            writer.WriteStartElement("Relationship");
            writer.WriteAttributeString("Id", id);
            writer.WriteAttributeString("Type", type);
            writer.WriteAttributeString("Target", target);
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    });

    private static void Put(ZipArchive zip, string name, OpenXmlElement root) => Put(zip, name, stream =>
    {
        using var writer = OpenXmlWriter.Create(stream);
        writer.WriteStartDocument(standalone: true);
        writer.WriteElement(root);
    });

    private static void Put(ZipArchive zip, string name, Action<Stream> write, CompressionLevel level = CompressionLevel.Optimal)
    {
        var entry = zip.CreateEntry(name, level);
        // The earliest that a ZIP file can hold.
        entry.LastWriteTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var stream = entry.Open();
        write(stream);
    }
}
