using CamHa.Scheduler.FridayReport.Documents.Content;
using CamHa.Scheduler.FridayReport.Snapshot;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.FridayReport.Documents.Pdf;

/// <summary>Draws the letterhead and the signature in the sizes of Hướng dẫn 36-HD/VPTW or Nghị định 30/2020/NĐ-CP.</summary>
internal static class PdfLetterhead
{
    private const float AboveSignature = 14;

    public static void DrawHead(PdfPages pages, ReportDocument document)
    {
        var letterhead = document.Letterhead;
        var isParty = letterhead.Layout == LetterheadLayout.Party;
        var issuer = new PdfColumn(PdfPages.Left, pages.Width * (isParty ? 0.47f : 0.41f));
        var state = new PdfColumn(issuer.X + issuer.Width + 6, pages.Width - issuer.Width - 6);
        if (isParty)
        {
            Add(issuer, 14, letterhead.SuperiorOrgan);
            Add(issuer, 14, Compounds.Joined(letterhead.IssuingOrgan), isBold: true);
            Add(issuer, 14, "*");
            Add(state, 15, "ĐẢNG CỘNG SẢN VIỆT NAM", isBold: true, mark: LineMark.RuleBelow);
        }
        else
        {
            Add(issuer, 12, letterhead.SuperiorOrgan);
            Add(issuer, 12, Compounds.Joined(letterhead.IssuingOrgan), isBold: true, mark: LineMark.ShortRuleBelow);
            Add(state, 12, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", isBold: true);
            Add(state, 13, "Độc lập - Tự do - Hạnh phúc", isBold: true, mark: LineMark.RuleBelow);
        }

        PdfRow.Draw(pages, [issuer, state]);

        pages.Y += isParty ? 0 : 6;
        var number = new PdfColumn(issuer.X, issuer.Width);
        var day = new PdfColumn(state.X, state.Width);
        var written = document.Number.Length > 0 ? document.Number : "…";
        Add(number, isParty ? 14 : 13, isParty ? $"Số {written}-{letterhead.NumberSuffix}" : $"Số: {written}/{letterhead.NumberSuffix}");
        number.Space(6);
        number.Add(TextLines.Of(11, new Run(ReportDocument.Draft, IsBold: true)), CellAlignment.Centre, mark: LineMark.Frame);
        Add(day, isParty ? 14 : 13, document.PlaceAndDate, isItalic: true);
        PdfRow.Draw(pages, [number, day]);

        pages.Y += 16;
        var title = new PdfColumn(PdfPages.Left, pages.Width);
        Add(title, isParty ? 16 : 14, "BÁO CÁO", isBold: true);
        for (var at = 0; at < document.Subject.Count; at++)
        {
            var isLast = at == document.Subject.Count - 1;
            Add(title, 14, document.Subject[at], isBold: true, mark: isLast ? LineMark.ShortRuleBelow : LineMark.None);
        }

        PdfRow.Draw(pages, [title]);
        pages.Y += 12;
    }

    public static void DrawSignature(PdfPages pages, ReportDocument document)
    {
        var (sentTo, signer) = Signature(pages, document);
        pages.Y += AboveSignature;
        pages.Keep(Math.Max(sentTo.Height, signer.Height));
        PdfRow.Draw(pages, [sentTo, signer]);
    }

    public static float SignatureHeight(PdfPages pages, ReportDocument document)
    {
        var (sentTo, signer) = Signature(pages, document);
        return AboveSignature + Math.Max(sentTo.Height, signer.Height);
    }

    private static (PdfColumn SentTo, PdfColumn Signer) Signature(PdfPages pages, ReportDocument document)
    {
        var letterhead = document.Letterhead;
        var isParty = letterhead.Layout == LetterheadLayout.Party;
        var sentTo = new PdfColumn(PdfPages.Left, pages.Width * 0.47f);
        var signer = new PdfColumn(sentTo.X + sentTo.Width + 6, pages.Width - sentTo.Width - 6);
        if (isParty)
            sentTo.Add(TextLines.Of(14, new Run("Nơi nhận:")), CellAlignment.Left, mark: LineMark.Underline);
        else
            sentTo.Add(TextLines.Of(12, new Run("Nơi nhận:", IsBold: true, IsItalic: true)), CellAlignment.Left);
        foreach (var line in document.SentTo)
            sentTo.Add(TextLines.Of(isParty ? 12 : 11, new Run($"- {line}")), CellAlignment.Left);

        Add(signer, 14, letterhead.SignsFor, isBold: true);
        Add(signer, 14, letterhead.SignerTitle, isBold: !isParty);
        signer.Space(64);
        Add(signer, 14, letterhead.SignerName, isBold: true);

        return (sentTo, signer);
    }

    private static void Add(
        PdfColumn column,
        float size,
        string text,
        bool isBold = false,
        bool isItalic = false,
        LineMark mark = LineMark.None)
    {
        if (text.Length > 0)
            column.Add(TextLines.Of(size, new Run(text, isBold, isItalic)), CellAlignment.Centre, mark: mark);
    }
}
