using System.Globalization;

namespace CamHa.Scheduler.FridayReport.Documents;

/// <summary>
/// What the report says on paper, in reading order and in no file format: Word and PDF are written from it, so that
/// neither can say what the other does not. All text is as people wrote it: any character may be in it.
/// </summary>
public sealed record ReportDocument
{
    /// <summary>The number is the clerk's to give: an automatic copy is a draft until somebody signs it.</summary>
    public const string Draft = "DỰ THẢO – chưa ký";

    public required Letterhead Letterhead { get; init; }

    /// <summary>The day in the letterhead.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The title among the file's properties, such as <c>Báo cáo tổng hợp tuần 24/2022 (13–19/6)</c>.</summary>
    public required string Title { get; init; }

    /// <summary>The lines under BÁO CÁO.</summary>
    public required IReadOnlyList<string> Subject { get; init; }

    /// <summary>
    /// Such as <c>Cẩm Hà, ngày 17 tháng 6 năm 2022</c>. Days below ten and the first two months bear a zero, so that nobody
    /// writes a digit in front of them.
    /// </summary>
    public string PlaceAndDate => string.Create(
        CultureInfo.InvariantCulture, $"{Letterhead.Place}, ngày {Day.Day:00} tháng {(Day.Month < 3 ? "0" : "")}{Day.Month} năm {Day.Year}");

    /// <summary>The lines under "Nơi nhận:" with their final marks, without their dashes.</summary>
    public IEnumerable<string> SentTo => Letterhead.SentTo.Select((line, at) => line + (at == Letterhead.SentTo.Count - 1 ? "." : ";"));

    /// <summary>When the report was gathered: the only moment a file may bear, or it would differ each time it is written.</summary>
    public required DateTime AsOf { get; init; }

    /// <summary>Sections I to VI.</summary>
    public required IReadOnlyList<Block> Body { get; init; }

    /// <summary>After the signature, each on a new page.</summary>
    public required IReadOnlyList<Annex> Annexes { get; init; }
}

/// <param name="Title">Such as <c>Biểu tiến độ thực hiện nhiệm vụ</c>; "Phụ lục 1" in front of it is the writer's.</param>
/// <param name="IsLandscape">Whether its table needs the page's long side.</param>
/// <param name="Blocks">What it says.</param>
public sealed record Annex(string Title, bool IsLandscape, IReadOnlyList<Block> Blocks);

public abstract record Block;

/// <summary>Numbered by the writer: level 1 in the body I, II, III; level 2 below it 1, 2, 3. In an annex nothing is numbered.</summary>
/// <param name="Level">1 or 2.</param>
/// <param name="Text">Without its number.</param>
public sealed record Heading(int Level, string Text) : Block;

/// <param name="Runs">Where a text holds a line feed, a new line begins in the same paragraph.</param>
public sealed record Paragraph(params IReadOnlyList<Run> Runs) : Block
{
    public Paragraph(string text)
        : this(new Run(text))
    {
    }
}

/// <summary>Items with a dash, as Vietnamese offices write them.</summary>
public sealed record DashList(IReadOnlyList<Paragraph> Items) : Block;

/// <param name="Columns">What stands in the header row, which is repeated on every page.</param>
/// <param name="Rows">As many cells as columns each.</param>
/// <param name="Caption">What the table shows, for who cannot see it; it is not printed.</param>
public sealed record DataTable(IReadOnlyList<Column> Columns, IReadOnlyList<IReadOnlyList<Cell>> Rows, string Caption) : Block;

/// <param name="Header">The words in the header row.</param>
/// <param name="Share">Of the width; the shares of a table add up to 100.</param>
/// <param name="Alignment">Of its cells.</param>
public sealed record Column(string Header, int Share, CellAlignment Alignment = CellAlignment.Left);

public sealed record Cell(string Text, CellTone Tone = CellTone.Plain);

/// <param name="Chart">Drawn over the width of the text.</param>
public sealed record ChartBlock(Chart Chart) : Block;

public sealed record Run(string Text, bool IsBold = false, bool IsItalic = false);

public enum CellAlignment
{
    Left,
    Centre,
    Right,
}

/// <summary>Said by the words of the cell as well: paper may be printed in grey.</summary>
public enum CellTone
{
    Plain,
    Good,
    Warning,
    Bad,
}
