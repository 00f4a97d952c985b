namespace CamHa.Scheduler.FridayReport.Documents.Content;

/// <summary>A piece of a document that takes the whole width of the text.</summary>
public abstract record Block;

/// <summary>A heading. The writer numbers those of the body, I, II, III and below them 1, 2, 3; those of an annex have no number.</summary>
/// <param name="Level">1 or 2.</param>
/// <param name="Text">Without its number.</param>
public sealed record Heading(int Level, string Text) : Block;

/// <param name="Runs">A line feed within a text starts a new line of the same paragraph.</param>
public sealed record Paragraph(params IReadOnlyList<Run> Runs) : Block
{
    public Paragraph(string text)
        : this(new Run(text))
    {
    }
}

/// <summary>Text in one style.</summary>
public sealed record Run(string Text, bool IsBold = false, bool IsItalic = false);

/// <summary>Items with a dash, the list mark of Vietnamese offices.</summary>
public sealed record DashList(IReadOnlyList<Paragraph> Items) : Block;

/// <param name="Columns">The header row, repeated on every page.</param>
/// <param name="Rows">Each with as many cells as there are columns.</param>
/// <param name="Caption">What the table shows, for readers who cannot see it; not printed.</param>
public sealed record DataTable(IReadOnlyList<Column> Columns, IReadOnlyList<IReadOnlyList<Cell>> Rows, string Caption) : Block;

/// <param name="Header">The text in the header row.</param>
/// <param name="Share">Of the table's width; the shares of a table add up to 100.</param>
/// <param name="Alignment">Of the cells below the header.</param>
public sealed record Column(string Header, int Share, CellAlignment Alignment = CellAlignment.Left);

public sealed record Cell(string Text, CellTone Tone = CellTone.Plain);

/// <param name="Chart">Drawn over the width of the text.</param>
public sealed record ChartBlock(Chart Chart) : Block;

public enum CellAlignment
{
    Left,
    Centre,
    Right,
}

/// <summary>How a cell is coloured. Its words say the same, for a page printed in grey.</summary>
public enum CellTone
{
    Plain,
    Good,
    Warning,
    Bad,
}
