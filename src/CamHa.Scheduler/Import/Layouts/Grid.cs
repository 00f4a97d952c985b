using CamHa.Scheduler.Import.Workbooks;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Import.Layouts;

/// <summary>A table as somebody has drawn it: a sheet, a table in a document, or pasted text.</summary>
internal sealed record Grid(GridPlace Place, IReadOnlyList<GridRow> Rows)
{
    /// <summary>In columns.</summary>
    public int Width { get; } = Rows.Count == 0 ? 0 : Rows.Max(row => row.Cells.Count);
}

/// <param name="Line">From 1, as its program counts.</param>
/// <param name="Cells">From the first column; those at the end may be missing.</param>
internal sealed record GridRow(int Line, IReadOnlyList<GridCell> Cells)
{
    public GridCell this[int column] => column < Cells.Count ? Cells[column] : new("");

    /// <summary>The columns with a text of their own.</summary>
    public IEnumerable<int> Own =>
        Enumerable.Range(0, Cells.Count).Where(column => Cells[column] is { IsCarried: false, IsBlank: false });

    public bool IsBlank => !Own.Any();
}

/// <param name="Text">With its line breaks.</param>
/// <param name="IsCarried">Whether the text stands in a cell above that is merged with this one.</param>
internal readonly record struct GridCell(string Text, bool IsCarried = false)
{
    public bool IsBlank => string.IsNullOrWhiteSpace(Text);
}

/// <summary>Where a grid stands, and what its places are called.</summary>
internal abstract record GridPlace
{
    /// <summary>What the table is called.</summary>
    public abstract string Name { get; }

    /// <param name="line">From 1; 0 for the whole table.</param>
    /// <param name="column">From 0; null for the whole row.</param>
    public abstract string Of(int line, int? column);

    /// <param name="column">From 0.</param>
    public abstract string Column(int column);

    public static GridPlace Sheet(string name) => new InSheet(name);

    /// <param name="number">From 1, among the tables of the document.</param>
    public static GridPlace WordTable(int number) => new InWord(number);

    public static GridPlace Text { get; } = new InText();

    private static string Numbered(int line, int? column) => (line, column) switch
    {
        (0, _) => "",
        (_, null) => Language.Say($"dòng {line}", $"row {line}"),
        _ => Language.Say($"dòng {line}, cột {column + 1}", $"row {line}, column {column + 1}"),
    };

    private sealed record InSheet(string Title) : GridPlace
    {
        public override string Name => Title;

        public override string Of(int line, int? column) => line == 0 ? Title : $"{Title}!{CellName.Of(line, column)}";

        public override string Column(int column) => CellName.Letters(column);
    }

    private sealed record InWord(int Number) : GridPlace
    {
        public override string Name => Language.Say($"Bảng {Number}", $"Table {Number}");

        public override string Of(int line, int? column) => line == 0 ? Name : $"{Name}, {Numbered(line, column)}";

        public override string Column(int column) => $"{column + 1}";
    }

    private sealed record InText : GridPlace
    {
        public override string Name => Language.Say("văn bản", "the text");

        public override string Of(int line, int? column) => line == 0 ? Name : Numbered(line, column);

        public override string Column(int column) => $"{column + 1}";
    }
}
