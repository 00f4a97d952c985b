using CamHa.Scheduler.Text;
using X = DocumentFormat.OpenXml.Spreadsheet;

namespace CamHa.Scheduler.FridayReport.Documents.Excel;

/// <summary>The formats of cells. A value is the format's index in the file.</summary>
internal enum ExcelStyle : uint
{
    Plain,
    Text,

    /// <summary>Stays text when somebody edits it, even where it looks like a formula or a number.</summary>
    QuotedText,

    /// <summary>Not wrapped: continues over the empty cells beside it.</summary>
    Line,
    QuotedLine,

    /// <summary>A line with an indent that separates it from the figure before it.</summary>
    Item,
    QuotedItem,
    Title,
    Section,
    Header,
    Number,
    Percent,
    Date,
    Moment,

    // From here on in forms only, which people fill in; a report's file stays as it was.

    /// <summary>A text whatever somebody types there.</summary>
    Code,
    Second,
    Millisecond,

    // The same for cells that are still empty, without the lines around them.
    EmptyText,
    EmptyCode,
    EmptyDate,
    EmptyMoment,
}

/// <summary>
/// How a conditional format colours rows. The words of the row say the same, for a page printed in grey. A value is the format's
/// index in the file.
/// </summary>
internal enum ExcelTint : uint
{
    Bad,
    Warning,
}

/// <summary>The stylesheets of workbooks.</summary>
internal static class ExcelStyles
{
    private const uint DateFormat = 164;
    private const uint MomentFormat = 165;
    private const uint SecondFormat = 166;
    private const uint MillisecondFormat = 167;
    private const uint TextFormat = 49;

    public static X.Stylesheet OfReport() => Sheet(
        [
            new() { NumberFormatId = DateFormat, FormatCode = "dd/mm/yyyy" },
            new() { NumberFormatId = MomentFormat, FormatCode = "dd/mm/yyyy\\ hh:mm" },
        ],
        []);

    /// <summary>Those of a report, and what a form has besides.</summary>
    public static X.Stylesheet OfForm() => Sheet(
        [
            new() { NumberFormatId = DateFormat, FormatCode = "dd/mm/yyyy" },
            new() { NumberFormatId = MomentFormat, FormatCode = "dd/mm/yyyy\\ hh:mm" },
            new() { NumberFormatId = SecondFormat, FormatCode = "dd/mm/yyyy\\ hh:mm:ss" },
            new() { NumberFormatId = MillisecondFormat, FormatCode = "dd/mm/yyyy\\ hh:mm:ss.000" },
        ],
        [
            Format(format: TextFormat, border: 1, wraps: true),
            Format(format: SecondFormat, border: 1, horizontal: X.HorizontalAlignmentValues.Center),
            Format(format: MillisecondFormat, border: 1, horizontal: X.HorizontalAlignmentValues.Center),
            Format(wraps: true),
            Format(format: TextFormat, wraps: true),
            Format(format: DateFormat, horizontal: X.HorizontalAlignmentValues.Center),
            Format(format: MomentFormat, horizontal: X.HorizontalAlignmentValues.Center),
        ]);

    private static X.Stylesheet Sheet(X.NumberingFormat[] numbers, X.CellFormat[] further) => new(
        new X.NumberingFormats(numbers) { Count = (uint)numbers.Length },
        new X.Fonts(Font(11), Font(11, bold: true), Font(14, bold: true)) { Count = 3 },
        new X.Fills(
            new X.Fill(new X.PatternFill { PatternType = X.PatternValues.None }),
            new X.Fill(new X.PatternFill { PatternType = X.PatternValues.Gray125 }),
            new X.Fill(new X.PatternFill(new X.ForegroundColor { Rgb = Argb(Palette.InExcel.HeaderGround) })
            {
                PatternType = X.PatternValues.Solid,
            }))
        { Count = 3 },
        new X.Borders(new X.Border(), Grid()) { Count = 2 },
        new X.CellStyleFormats(new X.CellFormat()) { Count = 1 },
        Formats(further),
        new X.CellStyles(new X.CellStyle { Name = "Normal", FormatId = 0, BuiltinId = 0 }) { Count = 1 },
        new X.DifferentialFormats(
            Tint(Palette.InExcel.Bad, Palette.InExcel.BadGround),
            Tint(Palette.InExcel.Warning, Palette.InExcel.WarningGround))
        { Count = 2 });

    private static X.CellFormats Formats(X.CellFormat[] further)
    {
        X.CellFormat[] formats =
        [
            Format(),
            Format(border: 1, wraps: true),
            Format(border: 1, wraps: true, quoted: true),
            Format(),
            Format(quoted: true),
            Format(horizontal: X.HorizontalAlignmentValues.Left, indent: 1),
            Format(horizontal: X.HorizontalAlignmentValues.Left, indent: 1, quoted: true),
            Format(font: 2),
            Format(font: 1),
            Format(font: 1, fill: 2, border: 1, wraps: true, horizontal: X.HorizontalAlignmentValues.Center),
            Format(format: 3, border: 1, indent: 1, horizontal: X.HorizontalAlignmentValues.Right),
            Format(format: 9, border: 1, indent: 1, horizontal: X.HorizontalAlignmentValues.Right),
            Format(format: DateFormat, border: 1, horizontal: X.HorizontalAlignmentValues.Center),
            Format(format: MomentFormat, border: 1, horizontal: X.HorizontalAlignmentValues.Center),
            .. further,
        ];
        return new(formats) { Count = (uint)formats.Length };
    }

    private static X.CellFormat Format(
        uint font = 0,
        uint fill = 0,
        uint border = 0,
        uint format = 0,
        bool wraps = false,
        bool quoted = false,
        X.HorizontalAlignmentValues? horizontal = null,
        uint indent = 0)
    {
        var alignment = new X.Alignment { Vertical = fill == 0 ? X.VerticalAlignmentValues.Top : X.VerticalAlignmentValues.Center };
        if (horizontal is { } side)
            alignment.Horizontal = side;
        if (indent > 0)
            alignment.Indent = indent;
        if (wraps)
            alignment.WrapText = true;
        var cell = new X.CellFormat(alignment)
        {
            NumberFormatId = format,
            FontId = font,
            FillId = fill,
            BorderId = border,
            FormatId = 0,
            ApplyNumberFormat = format != 0,
            ApplyFont = font != 0,
            ApplyFill = fill != 0,
            ApplyBorder = border != 0,
            ApplyAlignment = true,
        };
        if (quoted)
            cell.QuotePrefix = true;
        return cell;
    }

    private static X.Font Font(double size, bool bold = false)
    {
        var font = new X.Font(
            new X.FontSize { Val = size },
            new X.FontName { Val = "Times New Roman" },
            new X.FontFamilyNumbering { Val = 1 });
        if (bold)
            font.PrependChild(new X.Bold());
        return font;
    }

    private static X.Border Grid() => new(
        Side(new X.LeftBorder()), Side(new X.RightBorder()), Side(new X.TopBorder()), Side(new X.BottomBorder()), new X.DiagonalBorder());

    private static X.BorderPropertiesType Side(X.BorderPropertiesType side)
    {
        side.Style = X.BorderStyleValues.Thin;
        side.AppendChild(new X.Color { Rgb = Argb(Palette.InExcel.Border) });
        return side;
    }

    // In a conditional format the fill's colour is its background; in a cell's format it is the foreground.
    private static X.DifferentialFormat Tint(Colour text, Colour ground) => new(
        new X.Font(new X.Color { Rgb = Argb(text) }),
        new X.Fill(new X.PatternFill(new X.BackgroundColor { Rgb = Argb(ground) }) { PatternType = X.PatternValues.Solid }));

    private static string Argb(Colour colour) => $"FF{colour.Hex}";
}
