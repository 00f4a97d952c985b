using System.Globalization;
using System.Text.RegularExpressions;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Import.Workbooks;

/// <summary>
/// One sheet as a table: headings, perhaps under a title, and the rows below them, read as they are asked for. What stands
/// beside the table is left out.
/// </summary>
internal sealed partial class SheetTable
{
    // In rows: the letterhead of an office and a title.
    private const int HeadingsWithin = 30;

    // Columns, or rows; more are counted.
    private const int Named = 10;

    // Columns without a heading, of which it is said that they hold something.
    private const int Watched = 50;

    private readonly IEnumerator<SheetRow> _rows;
    private readonly Sheet _sheet;
    private readonly TableShape _shape;
    private readonly PlanSheet _plan;
    private readonly FaultList _faults;
    private readonly FaultList _warnings;
    private readonly TablePlace _place;
    private readonly MergedCells _merged;
    private readonly OldTextOfColumns _signs = new();

    // By name: where a column stands in the sheet, and in the rows that are handed out.
    private readonly Dictionary<string, int> _columns = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _fields = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<int> _withoutHeading = [];
    private readonly List<int> _notRead = [];
    private readonly List<int> _hidden = [];
    private int _hiddenCount;
    private bool _isComplete = true;

    public SheetTable(SheetReader reader, Sheet sheet, TableShape shape, FaultList faults, FaultList warnings)
    {
        (_sheet, _shape, _faults, _warnings) = (sheet, shape, faults, warnings);
        _rows = reader.Rows(sheet).GetEnumerator();
        _plan = PlanSheets.Of(shape.File);
        _place = TablePlace.OfSheet(shape.File, sheet.Name, _columns);
        _merged = new(sheet);
    }

    public ImportTable Read()
    {
        var above = new List<Seen>();
        while (above.Count < HeadingsWithin && TryNext(See) is { } seen)
            above.Add(seen);
        var known = above.ConvertAll(Known);
        var at = known.Count == 0 ? -1 : known.IndexOf(known.Max());
        if (at < 0 || known[at] < 2)
        {
            if (_isComplete)
                _faults.Add(_place.At(0, "", WorkbookWords.NoHeadings(Listed(Required().Select(_plan.Heading)))));
            return ImportTable.Unreadable(_place);
        }

        // Headings of two rows, of which those that are merged are in both.
        if (at + 1 < known.Count && known[at + 1] >= known[at])
            at++;
        if (!Begin(above[at]))
            return ImportTable.Unreadable(_place);
        ImportTable? table = null;
        return table = new(_place, Rows(above.Skip(at + 1), () => table!.IsComplete = false)) { AtMost = _sheet.Scan?.LastRow ?? 0 };
    }

    private IEnumerable<TableRow> Rows(IEnumerable<Seen> seen, Action incomplete)
    {
        var before = _faults.Count;
        foreach (var row in seen)
        {
            if (RowOf(row.Line, row.IsHidden, column => row.Texts[column], column => row.Above[column]) is { } read)
                yield return read;
        }

        while (TryNext(Take) is (var row, > 0))
        {
            if (row is not null)
                yield return row;
        }

        _rows.Dispose();
        if (_signs.HasFault)
        {
            // It is the one fault; what its letters make of codes and names is none.
            _faults.BackTo(before);
            _isComplete = false;
        }

        _signs.Report(_place, _faults, _warnings);
        if (!_isComplete)
            incomplete();
        if (_hiddenCount > 0)
            _warnings.Add(_place.At(0, "", WorkbookWords.HiddenRows(_hiddenCount, Listed(_hidden.Select(Number), _hiddenCount))));
        if (_notRead.Count > 0)
            _warnings.Add(_place.At(0, "", WorkbookWords.NotReadColumns(Listed(_notRead.Select(CellName.Letters)))));
    }

    // Takes the headings; false, with the faults reported, where they are not the table's.
    private bool Begin(Seen headings)
    {
        var before = _faults.Count;
        var unknown = new List<string>();
        foreach (var (i, heading) in headings.Headings.Index())
        {
            var text = TableRow.Clean(heading);
            if (text.Length == 0)
                _withoutHeading.Add(i);
            else if (IsOnlyShown(text))
                continue;
            else if (Column(text) is not { } name)
                unknown.AddRange(_sheet.HiddenColumns.Contains(i) ? [] : [text]);
            else if (!_columns.TryAdd(name, i))
                _faults.Add(_place.At(headings.Line, "", WorkbookWords.Twice) with { Cell = CellName.Of(headings.Line, i) });
        }

        foreach (var name in _columns.Keys)
            _fields.Add(name, _fields.Count);
        var missing = Required().Where(name => !_columns.ContainsKey(name)).Select(name => (
            Heading: _plan.Heading(name), Near: NearNames.Heading(_shape.File, name, _plan.Heading(name), unknown))).ToList();
        var others = Listed(unknown.Except(missing.Select(each => each.Near)).OfType<string>());
        foreach (var (heading, near) in missing)
        {
            _faults.Add(_place.At(headings.Line, "", near is not null ? WorkbookWords.RenamedHeading(heading, near)
                : others.Length > 0 ? WorkbookWords.MissingAmong(heading, others)
                : WorkbookWords.MissingHeading(heading)));
        }

        if (unknown.Count > 0)
            _warnings.Add(_place.At(headings.Line, "", WorkbookWords.NotReadColumns(Listed(unknown.Select(Meant)))));
        foreach (var (name, _) in _columns.Where(
            column => _sheet.HiddenColumns.Contains(column.Value) && column.Key is not (PlanSheets.IdHeading or PlanSheets.VersionHeading)))
            _warnings.Add(_place.At(headings.Line, name, WorkbookWords.HiddenColumn));
        _withoutHeading.RemoveRange(Math.Min(Watched, _withoutHeading.Count), Math.Max(0, _withoutHeading.Count - Watched));
        return _faults.Count == before;
    }

    private (TableRow? Row, int Line) Take(SheetRow row) =>
        (RowOf(row.Line, row.IsHidden, column => row[column], column => _merged.Above(row.Line, column)), row.Line);

    // Null for a row without values of ours.
    private TableRow? RowOf(int line, bool isHidden, Func<int, string> text, Func<int, string> above)
    {
        var fields = new string[_fields.Count];
        var unreadable = new List<string>();
        var isBlank = true;
        foreach (var (name, column) in _columns)
        {
            var value = fields[_fields[name]] = text(column);
            isBlank &= string.IsNullOrWhiteSpace(value) || (value.Length < 10 && TableRow.Clean(value).Length == 0);
            if (_sheet.Scan?.Unreadable(line, column) is not { } error)
                continue;
            unreadable.Add(name);
            _faults.Add(_place.At(line, name, error.Length == 0 ? WorkbookWords.NoResult : WorkbookWords.ErrorCell(error)));
        }

        foreach (var column in _withoutHeading.Where(column => text(column).Length > 0).ToList())
        {
            _notRead.Add(column);
            _withoutHeading.Remove(column);
        }

        _isComplete &= unreadable.Count == 0;
        if (isBlank && unreadable.Count == 0)
            return null;
        if (isHidden && ++_hiddenCount <= Named)
            _hidden.Add(line);
        foreach (var (name, column) in _columns)
        {
            ref var field = ref fields[_fields[name]];
            if (field.Length == 0 && !unreadable.Contains(name))
                field = above(column);
            _signs.Add(name, line, field);
        }

        return new(_place, line, _fields, fields, _faults) { Unreadable = unreadable };
    }

    // The next of what a row gives; the default at the end, which a damaged file has before its own.
    private T? TryNext<T>(Func<SheetRow, T> take)
    {
        try
        {
            if (!_rows.MoveNext())
                return default;
            _merged.Enter(_rows.Current);
            return take(_rows.Current);
        }
        catch (RefusedWorkbookException e)
        {
            _faults.Add(_place.At(0, "", e.Message));
            _isComplete = false;
            return default;
        }
    }

    private Seen See(SheetRow row)
    {
        var (texts, above) = (new string[_sheet.Width], new string[_sheet.Width]);
        for (var i = 0; i < texts.Length; i++)
            (texts[i], above[i]) = (row[i], _merged.Above(row.Line, i));
        return new(row.Line, row.IsHidden, texts, above);
    }

    private int Known(Seen row) => row.Headings.Count(heading => Column(heading) is not null);

    // The column that a heading stands for, in either language: “Thời hạn (*)”, “THOI HAN:”, “due”.
    private string? Column(string heading)
    {
        var folded = FoldKey.Of(TableRow.Clean(heading));
        return folded.Length == 0 ? null : Named(folded) ?? Named(Remark().Replace(folded, "").Trim(' ', '*', ':', '.'));

        // What an export adds behind the last column.
        string? Named(string name) => name is PlanSheets.IdHeading or PlanSheets.VersionHeading ? name : _plan.Columns.FirstOrDefault(
            column => _shape.Columns.ContainsKey(column.Name) && (FoldKey.Of(column.Heading) == name || column.Name == name))?.Name;
    }

    // A heading that is nobody's, with the column that may be left out and that it seems to be.
    private string Meant(string unknown) => FoldKey.Nearest(
        unknown, _shape.Columns.Keys.Where(name => !_columns.ContainsKey(name) && !Required().Contains(name)).Select(_plan.Heading))
        is { } near ? WorkbookWords.PerhapsColumn(unknown, near) : unknown;

    private bool IsOnlyShown(string heading) => FoldKey.Of(heading) is var folded
        && _plan.Columns.Any(column => column.IsOnlyShown && (FoldKey.Of(column.Heading) == folded || column.Name == folded));

    private IEnumerable<string> Required() => _shape.Columns.Where(column => column.Value).Select(column => column.Key);

    private static string Number(int line) => line.ToString(CultureInfo.InvariantCulture);

    private static string Listed(IEnumerable<string> names, int? count = null)
    {
        var all = names.ToList();
        return string.Join(", ", all.Take(Named)) + ((count ?? all.Count) > Named ? ", …" : "");
    }

    [GeneratedRegex(@"\([^)]*\)")]
    private static partial Regex Remark();

    /// <summary>A row above the first that is handed out.</summary>
    private sealed record Seen(int Line, bool IsHidden, string[] Texts, string[] Above)
    {
        /// <summary>With what is merged into the row from above, unless it has nothing of its own.</summary>
        public IEnumerable<string> Headings => Array.TrueForAll(Texts, string.IsNullOrWhiteSpace)
            ? []
            : Texts.Zip(Above, (text, above) => text.Length > 0 ? text : above);
    }
}
