using System.IO.Compression;
using CamHa.Scheduler.FridayReport.Documents.Content;
using CamHa.Scheduler.FridayReport.Documents.OpenXml;
using DocumentFormat.OpenXml;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace CamHa.Scheduler.FridayReport.Documents.Word;

/// <summary>
/// Writes the report for Word, which the clerk numbers and the head of the committee signs. The same report gives the same file,
/// byte for byte.
/// </summary>
public static class WordWriter
{
    private const string Main = "application/vnd.openxmlformats-officedocument.wordprocessingml";

    /// <param name="document">The report.</param>
    /// <param name="drawPng">Draws a chart with its title.</param>
    public static byte[] Write(ReportDocument document, Func<Chart, byte[]> drawPng)
    {
        using var package = new OfficePackage(
            "word/document.xml",
            ("word/document.xml", $"{Main}.document.main+xml"),
            ("word/styles.xml", $"{Main}.styles+xml"),
            ("word/numbering.xml", $"{Main}.numbering+xml"),
            ("word/settings.xml", $"{Main}.settings+xml"),
            ("word/header.xml", $"{Main}.header+xml"));
        var styles = new WordStyles(document.Letterhead.Layout);
        package.PutProperties(document.Title, document.Letterhead.IssuingOrgan, document.AsOf);
        package.Put("word/styles.xml", styles.All());
        package.Put("word/numbering.xml", WordNumbering.All());
        package.Put("word/settings.xml", Settings());
        package.Put("word/header.xml", WordPage.Header());
        var pictures = PutPictures(package, document, drawPng);
        package.PutRelationships("word/_rels/document.xml.rels", [
            ("styles", $"{OfficePackage.Office}/styles", "styles.xml"),
            ("numbering", $"{OfficePackage.Office}/numbering", "numbering.xml"),
            ("settings", $"{OfficePackage.Office}/settings", "settings.xml"),
            (WordPage.HeaderId, $"{OfficePackage.Office}/header", "header.xml"),
            .. pictures.Select(picture => (picture.Id, $"{OfficePackage.Office}/image", $"media/{picture.Id}.png"))]);
        package.Put("word/document.xml", stream =>
        {
            using var writer = OpenXmlWriter.Create(stream);
            writer.WriteStartDocument(standalone: true);
            new WordBody(writer, document, styles, new(pictures)).Write();
        });
        return package.ToArray();
    }

    /// <summary>Adds the charts in reading order, before the text: a ZIP is written one entry at a time.</summary>
    private static List<WordPicture> PutPictures(OfficePackage package, ReportDocument document, Func<Chart, byte[]> drawPng)
    {
        var pictures = new List<WordPicture>();
        foreach (var block in document.Body.Concat(document.Annexes.SelectMany(annex => annex.Blocks)).OfType<ChartBlock>())
        {
            var png = drawPng(block.Chart);
            var picture = WordPicture.Of((uint)pictures.Count + 1, block.Chart, png);
            package.Put($"word/media/{picture.Id}.png", stream => stream.Write(png), CompressionLevel.NoCompression);
            pictures.Add(picture);
        }

        return pictures;
    }

    private static W.Settings Settings() => new(
        new W.DefaultTabStop { Val = 567 },
        new W.Compatibility(
            // Without it Word spreads a justified line before a line break over the whole width.
            new W.DoNotExpandShiftReturn(),
            new W.CompatibilitySetting
            {
                Name = W.CompatSettingNameValues.CompatibilityMode,
                Uri = "http://schemas.microsoft.com/office/word",
                Val = "15",
            }));
}
