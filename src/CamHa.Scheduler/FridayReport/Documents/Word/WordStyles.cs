using System.Globalization;
using CamHa.Scheduler.FridayReport.Snapshot;
using CamHa.Scheduler.Text;
using DocumentFormat.OpenXml.Wordprocessing;

namespace CamHa.Scheduler.FridayReport.Documents.Word;

/// <summary>
/// The formatting of both layouts as styles, so that a clerk who changes a size changes it once. Styles that Word has bear
/// Word's names, the others the names an office uses. Sizes are in points, lengths in twips.
/// </summary>
internal sealed class WordStyles(LetterheadLayout layout)
{
    public const string Font = "Times New Roman";

    private const int FirstLine = 567;
    private const int NormalLine = 240;

    private readonly bool _isParty = layout == LetterheadLayout.Party;

    /// <summary>The width of the letterhead's left column. Each column must hold its longest fixed line.</summary>
    public int OrganWidth => WordPage.TextWidth(false) * (_isParty ? 50 : 40) / 100;

    private int MottoWidth => WordPage.TextWidth(false) - OrganWidth;

    public Styles All() => new(
    [
        new DocDefaults(
            new RunPropertiesDefault(new RunPropertiesBaseStyle(
                new RunFonts { Ascii = Font, HighAnsi = Font, EastAsia = Font, ComplexScript = Font },
                new FontSize { Val = "28" },
                new FontSizeComplexScript { Val = "28" },
                new Languages { Val = "vi-VN", EastAsia = "vi-VN", Bidi = "vi-VN" })),
            new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle(
                new SpacingBetweenLines { Before = "0", After = "0", Line = "240", LineRule = LineSpacingRuleValues.Auto }))),
        new Style(new StyleName { Val = "Normal" }, new PrimaryStyle())
        {
            Type = StyleValues.Paragraph,
            StyleId = "Normal",
            Default = true,
        },
        new Style(new StyleName { Val = "Default Paragraph Font" })
        {
            Type = StyleValues.Character,
            StyleId = "DefaultParagraphFont",
            Default = true,
        },
        .. Letterhead(),
        .. Text(),
        .. Signature(),
        .. Tables(),
    ]);

    private IEnumerable<Style> Letterhead() =>
    [
        Paragraph("SuperiorOrgan", "Cơ quan chủ quản", new() { Size = _isParty ? 14 : 12, Align = JustificationValues.Center }),
        Paragraph("Organ", "Cơ quan ban hành", new() { Size = _isParty ? 14 : 12, IsBold = true, Align = JustificationValues.Center }),
        Paragraph("OrganStar", "Dấu sao", new() { Align = JustificationValues.Center }),
        // Official documents ask for a third to a half of the line above it.
        Rule("OrganRule", "Kẻ dưới cơ quan", OrganWidth, WordPage.Twips(25)),
        Paragraph("Nation", _isParty ? "Tiêu đề văn bản Đảng" : "Quốc hiệu", new()
        {
            Size = _isParty ? 15 : 12,
            IsBold = true,
            Align = JustificationValues.Center,
        }),
        Paragraph("Motto", "Tiêu ngữ", new() { Size = 13, IsBold = true, Align = JustificationValues.Center }),
        // As long as the line above it: the widths of the two fixed texts in their sizes.
        Rule("MottoRule", "Kẻ dưới tiêu đề", MottoWidth, WordPage.Twips(_isParty ? 73 : 56)),
        Paragraph("Number", "Số và ký hiệu", new() { Size = _isParty ? 14 : 13, Align = JustificationValues.Center, Before = 60 }),
        Paragraph("PlaceAndDate", "Địa danh và ngày tháng", new()
        {
            Size = 14,
            IsItalic = true,
            Align = JustificationValues.Center,
            Before = 60,
        }),
        Boxed(Paragraph("Draft", "Dấu dự thảo", new()
        {
            Size = 12,
            IsBold = true,
            Color = Palette.InWord.Draft,
            Align = JustificationValues.Center,
            Before = 160,
            Sides = (OrganWidth - WordPage.Twips(46)) / 2,
        })),
    ];

    private IEnumerable<Style> Text() =>
    [
        Paragraph("Title", "Title", new()
        {
            Size = _isParty ? 16 : 14,
            IsBold = true,
            Align = JustificationValues.Center,
            Before = 360,
            KeepsNext = true,
        }),
        Paragraph("Subtitle", "Subtitle", new() { Size = 14, IsBold = true, Align = JustificationValues.Center, KeepsNext = true }),
        Rule("SubjectRule", "Kẻ dưới trích yếu", WordPage.TextWidth(false), WordPage.Twips(40), after: 240),
        Paragraph("BodyText", "Body Text", new() { Align = JustificationValues.Both, FirstLine = FirstLine, After = 120, Line = 340 }),
        // A signature alone on a page could be put under anything.
        Paragraph("BodyTextEnd", "Đoạn trước chữ ký", new()
        {
            Align = JustificationValues.Both,
            FirstLine = FirstLine,
            After = 120,
            Line = 340,
            KeepsNext = true,
        }),
        Paragraph("ListBulletEnd", "Gạch đầu dòng trước chữ ký", new()
        {
            Align = JustificationValues.Both,
            FirstLine = FirstLine,
            After = 120,
            Line = 340,
            List = WordNumbering.Dashes,
            KeepsNext = true,
        }),
        Paragraph("Heading1", "heading 1", new()
        {
            IsBold = true,
            Align = JustificationValues.Both,
            FirstLine = FirstLine,
            Before = 120,
            After = 120,
            KeepsNext = true,
            Outline = 0,
            List = WordNumbering.Headings,
        }),
        Paragraph("Heading2", "heading 2", new()
        {
            IsBold = true,
            Align = JustificationValues.Both,
            FirstLine = FirstLine,
            Before = 60,
            After = 120,
            KeepsNext = true,
            Outline = 1,
            List = WordNumbering.Headings,
            ListLevel = 1,
        }),
        Paragraph("ListBullet", "List Bullet", new()
        {
            Align = JustificationValues.Both,
            FirstLine = FirstLine,
            After = 120,
            Line = 340,
            List = WordNumbering.Dashes,
        }),
        Paragraph("AnnexTitle", "Tên phụ lục", new()
        {
            IsBold = true,
            Align = JustificationValues.Center,
            After = 240,
            KeepsNext = true,
            Outline = 0,
        }),
        Paragraph("AnnexHeading1", "Phụ lục – đề mục 1", new() { IsBold = true, Before = 200, After = 100, KeepsNext = true, Outline = 1 }),
        Paragraph("AnnexHeading2", "Phụ lục – đề mục 2", new()
        {
            IsBold = true,
            IsItalic = true,
            Before = 120,
            After = 80,
            KeepsNext = true,
            Outline = 2,
        }),
        Paragraph("Chart", "Biểu đồ", new() { Align = JustificationValues.Center, After = 120 }),
        Paragraph("Header", "header", new() { Size = 13, Align = JustificationValues.Center }),
        // Too small ever to need a page of its own.
        Paragraph("SectionEnd", "Hết phần", new() { Size = 1, Line = 20 }),
    ];

    private IEnumerable<Style> Signature() =>
    [
        Paragraph("RecipientsTitle", "Nơi nhận", new()
        {
            Size = _isParty ? 14 : 12,
            IsUnderlined = _isParty,
            IsBold = !_isParty,
            IsItalic = !_isParty,
            Before = 240,
        }),
        Paragraph("Recipient", "Danh sách nơi nhận", new() { Size = _isParty ? 12 : 11, List = WordNumbering.Recipients }),
        Paragraph("SignsFor", "Thay mặt", new() { IsBold = true, Align = JustificationValues.Center, Before = 240, KeepsNext = true }),
        Paragraph("SignerTitle", "Chức vụ người ký", new() { IsBold = !_isParty, Align = JustificationValues.Center, KeepsNext = true }),
        // The space above it is for the signature.
        Paragraph("SignerName", "Họ tên người ký", new()
        {
            IsBold = true,
            Align = JustificationValues.Center,
            Before = WordPage.Twips(28),
        }),
    ];

    private static IEnumerable<Style> Tables() =>
    [
        Paragraph("TableText", "Chữ trong bảng", new() { Size = 12 }),
        Paragraph("TableTextCentre", "Chữ trong bảng – giữa", new() { Size = 12, Align = JustificationValues.Center }),
        Paragraph("TableTextRight", "Chữ trong bảng – phải", new() { Size = 12, Align = JustificationValues.Right }),
        Paragraph("TableHeader", "Đầu bảng", new() { Size = 11, IsBold = true, Align = JustificationValues.Center, KeepsNext = true }),
        Paragraph("TableEnd", "Hết bảng", new() { Size = 6, Line = 160 }),
        Tone("ToneGood", "Tốt", Palette.InWord.Good),
        Tone("ToneWarning", "Lưu ý", Palette.InWord.Warning),
        Tone("ToneBad", "Xấu", Palette.InWord.Bad),
        new Style(
            new StyleName { Val = "Normal Table" },
            new StyleTableProperties(new TableCellMarginDefault(
                new TopMargin { Width = "0", Type = TableWidthUnitValues.Dxa },
                new TableCellLeftMargin { Width = 0, Type = TableWidthValues.Dxa },
                new BottomMargin { Width = "0", Type = TableWidthUnitValues.Dxa },
                new TableCellRightMargin { Width = 0, Type = TableWidthValues.Dxa })))
        { Type = StyleValues.Table, StyleId = "TableNormal", Default = true },
        new Style(
            new StyleName { Val = "Bảng số liệu" },
            new BasedOn { Val = "TableNormal" },
            new StyleTableProperties(
                new TableBorders(
                    Line<TopBorder>(),
                    Line<LeftBorder>(),
                    Line<BottomBorder>(),
                    Line<RightBorder>(),
                    Line<InsideHorizontalBorder>(),
                    Line<InsideVerticalBorder>()),
                new TableCellMarginDefault(
                    new TopMargin { Width = "40", Type = TableWidthUnitValues.Dxa },
                    new TableCellLeftMargin { Width = 57, Type = TableWidthValues.Dxa },
                    new BottomMargin { Width = "40", Type = TableWidthUnitValues.Dxa },
                    new TableCellRightMargin { Width = 57, Type = TableWidthValues.Dxa })),
            new TableStyleProperties(
                new TableStyleConditionalFormattingTableCellProperties(
                    new Shading { Val = ShadingPatternValues.Clear, Color = "auto", Fill = Palette.InWord.HeaderGround.Hex },
                    new TableCellVerticalAlignment { Val = TableVerticalAlignmentValues.Center }))
            { Type = TableStyleOverrideValues.FirstRow })
        { Type = StyleValues.Table, StyleId = "DataTable", CustomStyle = true },
    ];

    private static T Line<T>()
        where T : BorderType, new() => new() { Val = BorderValues.Single, Size = 4, Space = 0, Color = "auto" };

    private static Style Tone(string id, string name, Colour color) => new(
        new StyleName { Val = name },
        new BasedOn { Val = "DefaultParagraphFont" },
        new StyleRunProperties { Bold = new(), Color = new() { Val = color.Hex } })
    { Type = StyleValues.Character, StyleId = id, CustomStyle = true };

    /// <summary>A centred rule of a given length, drawn as the upper border of an empty paragraph.</summary>
    private static Style Rule(string id, string name, int column, int length, int after = 0)
    {
        var style = Paragraph(id, name, new() { Size = 4, Line = 80, Sides = (column - length) / 2, Before = 80, After = after });
        style.StyleParagraphProperties!.ParagraphBorders =
            new(new TopBorder { Val = BorderValues.Single, Size = 6, Space = 0, Color = "auto" });
        return style;
    }

    private static Style Boxed(Style style)
    {
        style.StyleParagraphProperties!.ParagraphBorders =
            new(Edge<TopBorder>(), Edge<LeftBorder>(), Edge<BottomBorder>(), Edge<RightBorder>());
        return style;

        static T Edge<T>()
            where T : BorderType, new() => new() { Val = BorderValues.Single, Size = 8, Space = 3, Color = Palette.InWord.Draft.Hex };
    }

    private static Style Paragraph(string id, string name, Format format)
    {
        var paragraph = new StyleParagraphProperties();
        if (format.KeepsNext)
            paragraph.KeepNext = new();
        if (format.List is { } list)
        {
            paragraph.NumberingProperties = new()
            {
                NumberingLevelReference = format.ListLevel == 0 ? null : new() { Val = format.ListLevel },
                NumberingId = new() { Val = list },
            };
        }

        if (format is not { Before: 0, After: 0, Line: 0 })
        {
            paragraph.SpacingBetweenLines = new() { Before = Number(format.Before), After = Number(format.After) };
            if (format.Line > 0)
            {
                paragraph.SpacingBetweenLines.Line = Number(format.Line);
                paragraph.SpacingBetweenLines.LineRule = format.Line < NormalLine
                    ? LineSpacingRuleValues.Exact
                    : LineSpacingRuleValues.AtLeast;
            }
        }

        if (format.FirstLine > 0 || format.Sides > 0)
        {
            paragraph.Indentation = new()
            {
                Left = Number(format.Sides),
                Right = Number(format.Sides),
                FirstLine = Number(format.FirstLine),
            };
        }

        if (format.Align is { } align)
            paragraph.Justification = new() { Val = align };
        if (format.Outline is { } outline)
            paragraph.OutlineLevel = new() { Val = outline };

        var run = new StyleRunProperties();
        if (format.IsBold)
            (run.Bold, run.BoldComplexScript) = (new(), new());
        if (format.IsItalic)
            (run.Italic, run.ItalicComplexScript) = (new(), new());
        if (format.Color is { } color)
            run.Color = new() { Val = color.Hex };
        if (format.Size > 0)
        {
            // In half points.
            run.FontSize = new() { Val = Number(format.Size * 2) };
            run.FontSizeComplexScript = new() { Val = Number(format.Size * 2) };
        }

        if (format.IsUnderlined)
            run.Underline = new() { Val = UnderlineValues.Single };

        return new()
        {
            Type = StyleValues.Paragraph,
            StyleId = id,
            StyleName = new() { Val = name },
            BasedOn = new() { Val = "Normal" },
            // A paragraph that a clerk adds after a heading is body text.
            NextParagraphStyle = format.Outline is null ? null : new() { Val = "BodyText" },
            PrimaryStyle = new(),
            StyleParagraphProperties = paragraph,
            StyleRunProperties = run,
        };
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>What a style changes of the normal one; 0 and null change nothing.</summary>
    private sealed record Format
    {
        public int Size { get; init; }

        public bool IsBold { get; init; }

        public bool IsItalic { get; init; }

        public bool IsUnderlined { get; init; }

        public Colour? Color { get; init; }

        public JustificationValues? Align { get; init; }

        public int Before { get; init; }

        public int After { get; init; }

        /// <summary>The least height of a line; below the height of a normal line, the exact height.</summary>
        public int Line { get; init; }

        public int FirstLine { get; init; }

        /// <summary>The indent on either side.</summary>
        public int Sides { get; init; }

        public bool KeepsNext { get; init; }

        public int? Outline { get; init; }

        public int? List { get; init; }

        public int ListLevel { get; init; }
    }
}
