using System.Text.RegularExpressions;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Import.Layouts;

/// <summary>
/// Makes assignments of the rows below the headings: titles of sections, sums and signatures are none, and a row without a title of
/// its own goes on with the one above.
/// </summary>
internal sealed partial class RowsOfGrids
{
    // What a row that goes on with the one above may have alone.
    private static readonly string[] Continuing = ["lead", "support", "due", "target", "note"];
    private readonly IReadOnlyDictionary<string, int> _columns;
    private readonly List<DrawnRow> _rows = [];
    private readonly List<LeftOutRow> _leftOut = [];
    private string _section = "";

    // Whether something else than a row of the table stands above.
    private bool _isBroken;

    /// <param name="columns">Where each column of assignments.csv stands, from 0.</param>
    private RowsOfGrids(IReadOnlyDictionary<string, int> columns) => _columns = columns;

    /// <param name="grids">The grids of one layout, each with the rows below its headings.</param>
    /// <param name="headings">The headings, by column.</param>
    /// <param name="columns">Where each column of assignments.csv stands, from 0.</param>
    public static (IReadOnlyList<DrawnRow> Rows, IReadOnlyList<LeftOutRow> LeftOut) Of(
        IEnumerable<(Grid Grid, int From)> grids, IReadOnlyList<string> headings, IReadOnlyDictionary<string, int> columns)
    {
        var rows = new RowsOfGrids(columns);
        foreach (var (grid, from) in grids)
            rows.Add(grid, from, headings);
        return (rows._rows, rows._leftOut);
    }

    private void Add(Grid grid, int from, IReadOnlyList<string> headings)
    {
        var end = from;
        while (end < grid.Rows.Count && !IsEnd(grid.Rows[end]))
            end++;
        // What stands below the last row with a unit or a day is no title of a section.
        var last = end - 1;
        while (last >= from && !HasWork(grid.Rows[last]))
            last--;
        _isBroken = true;
        for (var i = from; i < grid.Rows.Count; i++)
        {
            var row = grid.Rows[i];
            if (row.IsBlank)
                _isBroken = true;
            else if (HeaderRule.IsRepeated(row, headings) || HeaderRule.IsOfNumbers(row) || IsOnlyNumbered(row))
                continue;
            else if (i >= end || (i > last && !(Own(row, "code").Length > 0 && Own(row, "title").Length > 0)))
                AddLeftOut(grid, row, LeftOutRow.Below);
            else if (IsSum(row))
                AddLeftOut(grid, row, LeftOutRow.Sum);
            else if (IsSection(grid, i))
                BeginSection(grid, row);
            else
                Add(grid, row);
        }
    }

    private void BeginSection(Grid grid, GridRow row)
    {
        var title = row.Own.Select(column => TableRow.Clean(row[column].Text)).MaxBy(text => text.Length)!;
        _isBroken = true;
        _section = SectionNumber().Replace(title, "").Trim(' ', '.', ':').Abbreviated(200);
        if (_section.Length == 0)
            _section = title.Abbreviated(200);
        AddLeftOut(grid, row, LeftOutRow.Section);
    }

    private void Add(Grid grid, GridRow row)
    {
        var title = Cell(row, "title");
        var goesOn = GoesOn(grid) && (title.IsBlank || title.IsCarried)
            && !(Own(row, "code") is { Length: > 0 } code && code != _rows[^1].Number);
        if (GoesOn(grid) && IsRestOfTitle(row))
        {
            _rows[^1] = _rows[^1] with { Title = $"{_rows[^1].Title} {title.Text.Trim()}" };
            return;
        }

        if (goesOn && !(Own(row, "due") is { Length: > 0 } due && _rows[^1].Due is { Length: > 0 } before && due != before))
        {
            var above = _rows[^1];
            _rows[^1] = above with
            {
                Lead = Joined(above.Lead, Own(row, "lead")),
                Support = Joined(above.Support, Own(row, "support")),
                Due = above.Due.Length > 0 ? above.Due : Own(row, "due"),
                Target = above.Target.Length > 0 ? above.Target : Own(row, "target"),
                Note = Joined(above.Note, Own(row, "note")),
            };
            return;
        }

        _isBroken = false;
        var number = Text(row, "code");
        _rows.Add(new(grid.Place, row.Line)
        {
            Number = number,
            Title = title.IsBlank && goesOn ? _rows[^1].Title : title.Text.Trim(),
            Lead = Same(row, "lead", above => above.Lead),
            Support = Same(row, "support", above => above.Support),
            Due = Same(row, "due", above => above.Due),
            Target = Text(row, "target"),
            TargetUnit = Text(row, "target_unit"),
            Note = Text(row, "note"),
            Section = _section,
        });
    }

    // “nt”: as above.
    private string Same(GridRow row, string column, Func<DrawnRow, string> above)
    {
        var text = Text(row, column);
        return Ditto().IsMatch(FoldKey.Of(text)) && _rows.Count > 0 ? above(_rows[^1]) : text;
    }

    private bool HasWork(GridRow row) =>
        (Own(row, "lead").Length > 0 || Own(row, "due").Length > 0 || Cell(row, "lead") is { IsCarried: true, IsBlank: false }
            || Cell(row, "due") is { IsCarried: true, IsBlank: false }) && !IsAlone(row);

    private static bool IsAlone(GridRow row) => row.Own.Take(2).Count() == 1 && row.Cells.All(cell => !cell.IsCarried || cell.IsBlank);

    // One text across the table, or a number and a title whose work stands in the rows below.
    private bool IsSection(Grid grid, int at)
    {
        var row = grid.Rows[at];
        if (GoesOn(grid) && IsRestOfTitle(row))
            return false;
        if (IsAlone(row))
            return !GoesOn(grid) || !Continuing.Contains(NameOf(row.Own.First()));
        if (row.Own.Any(column => column != Column("code") && column != Column("title")) || Carried(row, "lead") || Carried(row, "title"))
            return false;
        var number = Text(row, "code").TrimEnd('.', ')');
        if (Capitals().IsMatch(number))
            return true;
        if (number.Length == 0 || Carried(row, "due"))
            return false;
        var next = grid.Rows.Skip(at + 1).FirstOrDefault(each => !each.IsBlank);
        return next is not null && Text(next, "code") is var below
            && (below.StartsWith($"{number}.", StringComparison.Ordinal) || SmallLetter().IsMatch(below) || below is "-" or "+");
    }

    // A title that was broken over two rows.
    private bool IsRestOfTitle(GridRow row) =>
        IsAlone(row) && row.Own.First() == Column("title") && char.IsLower(row[row.Own.First()].Text.TrimStart()[0]);

    // Whether a row can belong to the one above.
    private bool GoesOn(Grid grid) => !_isBroken && _rows.Count > 0 && _rows[^1].Place == grid.Place;

    // The place and day of a signature, and who signs, beside whom it is sent to.
    private bool IsEnd(GridRow row) => (IsAlone(row) || Own(row, "title").Length == 0 || Own(row, "code").Length == 0)
        && row.Own.Any(column => FoldKey.Of(row[column].Text) is var text
            && (SentTo().IsMatch(text) || (IsAlone(row) && PlaceAndDay().IsMatch(text))
                || (Signed().IsMatch(text) && (IsAlone(row) || Own(row, "title").Length == 0 || column == Column("due")))));

    // Numbered for what nobody has written yet.
    private bool IsOnlyNumbered(GridRow row) =>
        IsAlone(row) && row.Own.First() == Column("code") && ColumnsRule.IsNumber(row[row.Own.First()].Text);

    private string NameOf(int column) => _columns.FirstOrDefault(each => each.Value == column).Key ?? "";

    private bool IsSum(GridRow row) => Own(row, "lead").Length == 0 && Own(row, "due").Length == 0 && row.Own.Any(column =>
        (column == Column("title") || column == Column("code")) && Sum().IsMatch(FoldKey.Of(row[column].Text)));

    private bool Carried(GridRow row, string column) => Cell(row, column) is { IsCarried: true, IsBlank: false };

    private int Column(string column) => _columns.GetValueOrDefault(column, -1);

    private GridCell Cell(GridRow row, string column) => _columns.TryGetValue(column, out var at) ? row[at] : new("");

    private string Text(GridRow row, string column) => Cell(row, column).Text.Trim();

    private string Own(GridRow row, string column) => Cell(row, column) is { IsCarried: false } cell ? cell.Text.Trim() : "";

    private void AddLeftOut(Grid grid, GridRow row, string why)
    {
        var text = string.Join(" | ", row.Own.Select(column => TableRow.Clean(row[column].Text)));
        _leftOut.Add(new(grid.Place.Of(row.Line, null), text.Abbreviated(120), why));
    }

    private static string Joined(string above, string below) =>
        below.Length == 0 || above == below ? above : above.Length == 0 ? below : $"{above}\n{below}";

    [GeneratedRegex(
        @"^(?:[IVXivx]{1,5}|[A-Za-z]|\d{1,3})[.):/-]\s*|^(?:phần|mục|nhóm)\s+(?:[IVX]+|\d+|[A-Z])\s*[.:-]\s*",
        RegexOptions.IgnoreCase)]
    private static partial Regex SectionNumber();

    [GeneratedRegex("^-?(?:nt|nhu tren|\"|''|〃|”)-?$")]
    private static partial Regex Ditto();

    [GeneratedRegex("^(?:[IVX]{1,5}|[A-Z])$")]
    private static partial Regex Capitals();

    [GeneratedRegex("^[a-zđ][.)]?$")]
    private static partial Regex SmallLetter();

    [GeneratedRegex(@"^noi nhan ?:")]
    private static partial Regex SentTo();

    [GeneratedRegex(@"^(?:t/?m\b|kt\.|tl\.|tuq\.|nguoi lap|noi nhan|truong ban$|pho truong ban$)")]
    private static partial Regex Signed();

    [GeneratedRegex(@"^(?:[^,]{2,40}, ?)ngay [\d .…]+ thang [\d .…]+ nam [\d .…]+$")]
    private static partial Regex PlaceAndDay();

    [GeneratedRegex(@"^(?:tong cong|tong so|tong|cong) ?(?:[:.(\d]|$)")]
    private static partial Regex Sum();
}

/// <summary>An assignment as it is drawn, in the words of the table.</summary>
internal sealed record DrawnRow(GridPlace Place, int Line)
{
    public string Number { get; init; } = "";

    public string Title { get; init; } = "";

    public string Lead { get; init; } = "";

    public string Support { get; init; } = "";

    public string Due { get; init; } = "";

    public string Target { get; init; } = "";

    public string TargetUnit { get; init; } = "";

    public string Note { get; init; } = "";

    public string Section { get; init; } = "";
}

/// <summary>A row that is no assignment.</summary>
/// <param name="Where">Its place.</param>
/// <param name="Text">What it says.</param>
/// <param name="Why">One of the words below.</param>
internal sealed record LeftOutRow(string Where, string Text, string Why)
{
    public const string Section = "section";
    public const string Sum = "sum";
    public const string Below = "below";
    public const string Said = "said";
}
