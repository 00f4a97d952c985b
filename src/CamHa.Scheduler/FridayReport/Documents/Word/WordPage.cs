using W = DocumentFormat.OpenXml.Wordprocessing;

namespace CamHa.Scheduler.FridayReport.Documents.Word;

/// <summary>A4 with margins that both layouts allow, in twips: twentieths of a point.</summary>
internal static class WordPage
{
    public const string HeaderId = "header";

    private const int Short = 11906;
    private const int Long = 16838;

    private static readonly int Top = Twips(20);
    private static readonly int Bottom = Twips(20);
    private static readonly int Left = Twips(30);
    private static readonly int Right = Twips(15);

    public static int Twips(double millimetres) => (int)Math.Round(millimetres * 1440 / 25.4);

    public static int TextWidth(bool isLandscape) => (isLandscape ? Long : Short) - Left - Right;

    public static int TextHeight(bool isLandscape) => (isLandscape ? Short : Long) - Top - Bottom;

    /// <summary>A section. The first page of the first has no number; later sections inherit the first one's header.</summary>
    public static W.SectionProperties Section(bool isFirst, bool isLandscape)
    {
        var section = new W.SectionProperties();
        if (isFirst)
            section.Append(new W.HeaderReference { Type = W.HeaderFooterValues.Default, Id = HeaderId });
        section.Append(
            new W.SectionType { Val = W.SectionMarkValues.NextPage },
            new W.PageSize
            {
                Width = (uint)(isLandscape ? Long : Short),
                Height = (uint)(isLandscape ? Short : Long),
                Orient = isLandscape ? W.PageOrientationValues.Landscape : W.PageOrientationValues.Portrait,
            },
            new W.PageMargin
            {
                Top = Top,
                Bottom = Bottom,
                Left = (uint)Left,
                Right = (uint)Right,
                Header = (uint)Twips(10),
                Footer = (uint)Twips(10),
                Gutter = 0,
            });
        if (isFirst)
            section.Append(new W.TitlePage());
        return section;
    }

    public static W.Header Header() => new(
        new W.Paragraph(
            new W.ParagraphProperties(new W.ParagraphStyleId { Val = "Header" }),
            new W.SimpleField(new W.Run(new W.Text("2"))) { Instruction = "PAGE" }));
}
