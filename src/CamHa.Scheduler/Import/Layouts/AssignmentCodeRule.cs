using System.Globalization;
using System.Text.RegularExpressions;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Import.Layouts;

/// <summary>
/// The codes of assignments whose table has none of ours. A row whose title the table's layout had before keeps the code that it got
/// then. What may be one that is there, and may be another, is asked; no code is given to another title by itself.
/// </summary>
internal sealed partial class AssignmentCodeRule
{
    private const int LongestCode = 32;

    // Of the shorter of two titles.
    private const int FewestWords = 3;
    private const double SharedWords = 0.75;

    // In days. What is due so much later than what is done already is the next time of the same work.
    private const int NextTime = 7;

    // What two rows of one title are told apart by.
    private static readonly Func<NumberedRow, Known, bool>[] Likenesses =
    [
        (row, known) => known.HasLeads(row) && known.HasNumber(row),
        (row, known) => known.HasLeads(row),
        (row, known) => known.HasNumber(row),
        (_, _) => true,
    ];

    private readonly IReadOnlyList<NumberedRow> _rows;
    private readonly List<Known> _known;
    private readonly Dictionary<string, Known> _byCode;
    private readonly RowCode?[] _codes;
    private readonly HashSet<string> _used = new(StringComparer.OrdinalIgnoreCase);

    private AssignmentCodeRule(
        IReadOnlyList<NumberedRow> rows, IReadOnlyList<KnownAssignment> existing, IReadOnlyList<GivenCode> given)
    {
        var byCode = given.DistinctBy(each => each.Code, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(each => each.Code, StringComparer.OrdinalIgnoreCase);
        _rows = rows;
        _codes = new RowCode?[rows.Count];
        _known =
        [
            .. existing.OrderByDescending(each => each.Row.IsActive).ThenBy(each => each.Code, StringComparer.Ordinal)
                .Select(each => new Known(each, byCode.GetValueOrDefault(each.Code))),
        ];
        _byCode = _known.ToDictionary(each => each.Of.Code, StringComparer.OrdinalIgnoreCase);
    }

    /// <param name="rows">In the table's order.</param>
    /// <param name="existing">The database's.</param>
    /// <param name="given">The codes that rows of this layout got before.</param>
    /// <returns>By row.</returns>
    public static IReadOnlyList<RowCode> Decide(
        IReadOnlyList<NumberedRow> rows, IReadOnlyList<KnownAssignment> existing, IReadOnlyList<GivenCode> given)
    {
        var rule = new AssignmentCodeRule(rows, existing, given);
        rule.TakeSaid();
        rule.TakeSame(rule._known.Where(known => known.Given is not null));
        rule.TakeSame(rule._known.Where(known => known.Given is null));
        rule.AskNear();
        rule.GiveNew();
        return [.. rule._codes.Select(code => code!)];
    }

    private void TakeSaid()
    {
        foreach (var (i, row) in _rows.Index().Where(each => each.Item.Said.Length > 0 && !IsNew(each.Item.Said)))
        {
            var code = _byCode.TryGetValue(row.Said, out var known) ? known.Of.Code : row.Said;
            if (_used.Add(code))
                _codes[i] = new(code);
        }
    }

    private void TakeSame(IEnumerable<Known> all)
    {
        var byTitle = all.SelectMany(known => known.Titles.Select(title => (title, known)))
            .ToLookup(each => each.title, each => each.known);
        foreach (var isLike in Likenesses)
        {
            foreach (var (i, row) in Open())
            {
                var same = byTitle[FoldKey.Of(row.Title)].FirstOrDefault(known =>
                    !_used.Contains(known.Of.Code) && isLike(row, known) && !known.IsBefore(row));
                if (same is not null)
                    Take(i, same, isSure: same.IsSurely(row));
            }
        }
    }

    // A title that was corrected, or a work like it.
    private void AskNear()
    {
        foreach (var (i, row) in Open().Where(each => each.Item.Title.Length > 0))
        {
            var near = _known.FindAll(known => known.Given is not null && !_used.Contains(known.Of.Code) && !known.IsBefore(row)
                && known.Titles.Any(title => IsNear(row.Title, title) || (known.HasNumber(row) && IsReworded(row.Title, title))));
            if ((near.Find(known => known.HasNumber(row)) ?? near.FirstOrDefault()) is { } like)
                Take(i, like, isSure: false);
        }
    }

    private void GiveNew()
    {
        var wanted = Wanted(_rows);
        var next = 0;
        foreach (var i in Enumerable.Range(0, _rows.Count).Where(i => _codes[i] is null))
        {
            var own = wanted[i];
            var taken = _byCode.ContainsKey(own) ? own : null;
            while (_byCode.ContainsKey(own) || !_used.Add(own))
                own = Plain(++next, _rows.Count);
            _codes[i] = new(own) { IsNew = true, TakenCode = taken };
        }
    }

    private void Take(int row, Known known, bool isSure)
    {
        _used.Add(known.Of.Code);
        _codes[row] = new(known.Of.Code) { Like = isSure ? null : known.Of };
    }

    private List<(int Index, NumberedRow Item)> Open() =>
        [.. _rows.Index().Where(each => _codes[each.Index] is null && !IsNew(each.Item.Said))];

    /// <summary>Whether a person says that a row is none of those that are there.</summary>
    public static bool IsNew(string said) => FoldKey.Of(said) is "moi" or "new";

    /// <summary>Whether a text can be a code.</summary>
    public static bool IsCode(string text) => text.Length <= LongestCode && Code().IsMatch(text);

    private static bool IsNear(string title, string folded) =>
        Math.Abs(title.Length - folded.Length) <= Math.Max(2, title.Length / 3) && FoldKey.Nearest(title, [folded]) is not null;

    // “Chỉnh trang vườn hộ” and “Chỉnh trang vườn hộ trên toàn xã”: said at more length, or with some other words.
    private static bool IsReworded(string title, string folded)
    {
        var (now, before) = (Words(FoldKey.Of(title)), Words(folded));
        var fewer = Math.Min(now.Count, before.Count);
        return fewer >= FewestWords && now.Count(before.Contains) >= SharedWords * fewer;
    }

    private static HashSet<string> Words(string folded) => [.. folded.Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    // Numbers that begin anew in each section are counted through.
    private static List<string> Wanted(IReadOnlyList<NumberedRow> rows)
    {
        var own = rows.Select(row => Own(row.Number, rows.Count)).ToList();
        return own.TrueForAll(code => code is not null) && own.Distinct(StringComparer.OrdinalIgnoreCase).Count() == rows.Count
            ? own.ConvertAll(code => code!)
            : [.. rows.Select((_, i) => Plain(i + 1, rows.Count))];
    }

    private static string? Own(string number, int count)
    {
        var text = number.Trim(' ', '.', ')', '(');
        if (text.Length is 0 or > LongestCode - 1 || !Code().IsMatch(text))
            return null;
        return char.IsAsciiLetter(text[0]) ? text
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var plain) ? Plain(plain, count)
            : $"T{text}";
    }

    private static string Plain(int number, int count) =>
        $"T{number.ToString(CultureInfo.InvariantCulture).PadLeft(Math.Max(2, count.ToString(CultureInfo.InvariantCulture).Length), '0')}";

    // “5”, “1.2”, “NV-03”; a letter alone numbers within something else.
    [GeneratedRegex(@"^(?:\d{1,6}(?:[.-]\d{1,4})*|[A-Za-z]{1,6}[-._]?\d[A-Za-z0-9._-]*)$")]
    private static partial Regex Code();

    /// <param name="Of">The assignment.</param>
    /// <param name="Given">The row of this layout that it was last; null where it is from elsewhere.</param>
    private sealed record Known(KnownAssignment Of, GivenCode? Given)
    {
        /// <summary>As it is called, and as its row was; somebody may have changed one of them.</summary>
        public IReadOnlyList<string> Titles { get; } =
        [
            .. new[] { Of.Title, Given?.Title ?? "" }.Where(title => title.Length > 0)
                .Select(title => FoldKey.Of(FootnoteMarks.Without(title)))
                .Distinct(),
        ];

        public bool HasNumber(NumberedRow row) => Given is not null && Given.Number.Length > 0 && Given.Number == row.Number;

        public bool HasLeads(NumberedRow row) => row.Leads is null || row.Leads.ToHashSet().SetEquals(Of.Leads);

        // Done, and now due another time.
        public bool IsBefore(NumberedRow row) => Of.IsDone && IsLater(row);

        public bool IsSurely(NumberedRow row) => Given is null
            ? HasLeads(row) && (row.Due is null || row.Due == Of.Row.DueOn)
            : !(Of.Done > 0 && IsLater(row)) && Titles.All(title => IsNear(row.Title, title));

        private bool IsLater(NumberedRow row) => row.Due >= Of.Row.DueOn.AddDays(NextTime);
    }
}

/// <summary>A row as far as it says which assignment it is.</summary>
internal sealed record NumberedRow(string Number, string Title)
{
    /// <summary>Null while they are not clear.</summary>
    public IReadOnlyCollection<string>? Leads { get; init; }

    /// <summary>Null while it is not clear.</summary>
    public DateOnly? Due { get; init; }

    /// <summary>What a person says of it: a code, or that it is new; empty for nothing.</summary>
    public string Said { get; init; } = "";
}

/// <summary>The code of a row.</summary>
internal sealed record RowCode(string Code)
{
    public bool IsNew { get; init; }

    /// <summary>The code that the row's number says, and another assignment has; null for none.</summary>
    public string? TakenCode { get; init; }

    /// <summary>The assignment that may be meant, for a person to say; null where nothing is asked.</summary>
    public KnownAssignment? Like { get; init; }
}

/// <summary>The code that a row of a layout got.</summary>
/// <param name="Code">The code.</param>
/// <param name="Number">The row's number, as the table had it.</param>
/// <param name="Title">Its title.</param>
/// <param name="Edition">Which file had it last: the beginning of its hash.</param>
internal sealed record GivenCode(string Code, string Number, string Title, string Edition);
