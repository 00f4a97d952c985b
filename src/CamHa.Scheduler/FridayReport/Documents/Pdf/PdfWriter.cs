using CamHa.Scheduler.FridayReport.Documents.Content;
using CamHa.Scheduler.FridayReport.Documents.Drawing;

namespace CamHa.Scheduler.FridayReport.Documents.Pdf;

/// <summary>
/// Writes the report as a file that looks the same everywhere, with fonts and charts embedded. The same report gives the same
/// bytes: nothing in the file depends on the time or the machine.
/// </summary>
public static class PdfWriter
{
    /// <param name="document">The report.</param>
    /// <param name="draw">Draws a chart with its title.</param>
    public static byte[] Write(ReportDocument document, Func<Chart, ChartDrawing> draw)
    {
        using var pages = new PdfPages();
        PdfLetterhead.DrawHead(pages, document);
        PdfBlocks.Draw(pages, document.Body, draw, isAnnex: false, PdfLetterhead.SignatureHeight(pages, document));
        PdfLetterhead.DrawSignature(pages, document);
        for (var at = 0; at < document.Annexes.Count; at++)
            DrawAnnex(pages, document.Annexes[at], at + 1, draw);
        return pages.Finish(document.Title, document.Letterhead.IssuingOrgan, document.AsOf);
    }

    private static void DrawAnnex(PdfPages pages, Annex annex, int number, Func<Chart, ChartDrawing> draw)
    {
        pages.NewPage(annex.IsLandscape);
        pages.Bookmark(1, $"Phụ lục {number}. {annex.Title}");
        var heading = new PdfColumn(PdfPages.Left, pages.Width);
        heading.Add(TextLines.Of(14, new Run($"Phụ lục {number}", IsBold: true)), CellAlignment.Centre);
        heading.Add(TextLines.Of(14, new Run(annex.Title, IsBold: true)), CellAlignment.Centre);
        PdfRow.Draw(pages, [heading]);
        pages.Y += 10;
        PdfBlocks.Draw(pages, annex.Blocks, draw, isAnnex: true);
    }
}
