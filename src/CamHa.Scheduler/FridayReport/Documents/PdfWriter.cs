namespace CamHa.Scheduler.FridayReport.Documents;

/// <summary>
/// The report as a file that looks the same everywhere: fonts and pictures are inside. The same report gives the same
/// bytes: nothing of the moment or of the machine is in it.
/// </summary>
public static class PdfWriter
{
    public static byte[] Write(ReportDocument document)
    {
        using var pages = new PdfPages();
        PdfLetterhead.DrawHead(pages, document);
        PdfBlocks.Draw(pages, document.Body, isAnnex: false);
        PdfLetterhead.DrawSignature(pages, document);
        for (var at = 0; at < document.Annexes.Count; at++)
            DrawAnnex(pages, document.Annexes[at], at + 1);
        return pages.Finish(document.Title, document.Letterhead.IssuingOrgan, document.AsOf);
    }

    private static void DrawAnnex(PdfPages pages, Annex annex, int number)
    {
        pages.NewPage(annex.IsLandscape);
        pages.Bookmark(1, $"Phụ lục {number}. {annex.Title}");
        var heading = new PdfColumn(PdfPages.Left, pages.Width);
        heading.Add(TextLines.Of(14, new Run($"Phụ lục {number}", IsBold: true)), CellAlignment.Centre);
        heading.Add(TextLines.Of(14, new Run(annex.Title, IsBold: true)), CellAlignment.Centre);
        PdfRow.Draw(pages, [heading]);
        pages.Y += 10;
        PdfBlocks.Draw(pages, annex.Blocks, isAnnex: true);
    }
}
