using CamHa.Scheduler.Changes;

namespace CamHa.Scheduler.Import;

/// <summary>The units that cells name: by wildcard, or as <see cref="UnitSearch"/> finds them.</summary>
internal sealed class UnitLookup
{
    private readonly UnitSearch _search;
    private readonly List<string> _active;
    private readonly KnownCodes _known;
    private readonly bool _isComplete;
    private readonly List<WildcardCatch> _catches = [];

    /// <param name="units">All units, those that are only in the file among them.</param>
    /// <param name="place">The commune's name.</param>
    /// <param name="isComplete">False where units.csv could not be read whole: a unit that is not found may be in it.</param>
    public UnitLookup(IEnumerable<UnitRow> units, string place, bool isComplete)
    {
        _isComplete = isComplete;
        var all = units.ToList();
        _search = new(all.Select(NamedUnit.Of), place);
        _active = [.. all.Where(unit => unit.IsActive).Select(unit => unit.Code).Order(StringComparer.Ordinal)];
        _known = new(all.Select(unit => unit.Code));
    }

    /// <summary>What wildcards have caught so far, in the order of the rows.</summary>
    public IReadOnlyList<WildcardCatch> Catches => _catches;

    /// <summary>The code of the unit that a cell names; null, with a fault reported, for none.</summary>
    public string? One(TableRow row, string column)
    {
        var text = row.Text(column, 400, isRequired: true);
        if (text.Length == 0)
            return null;
        if (Find(text) is { } code)
            return code;
        NotThere(row, column, text);
        return null;
    }

    /// <summary>
    /// The codes of the units that a cell lists, separated by semicolons, line breaks or commas, or by blanks where the words are
    /// codes or wildcards such as <c>BPT-*</c>; at most one word may be unknown then.
    /// </summary>
    public IReadOnlyList<string> Many(TableRow row, string column)
    {
        var found = new List<string>();
        foreach (var item in row.Each(column, 2000).SelectMany(Split))
        {
            if (item.EndsWith('*'))
                found.AddRange(Matching(row, column, item));
            else if (Find(item) is { } code)
                found.Add(code);
            else
                NotThere(row, column, item);
        }

        return [.. found.Distinct(StringComparer.Ordinal)];
    }

    private List<string> Matching(TableRow row, string column, string pattern)
    {
        // A wildcard means the units that there are; one that has ended would be named in every report.
        var matching = _active.Where(code => code.StartsWith(pattern[..^1], StringComparison.OrdinalIgnoreCase)).ToList();
        if (matching.Count > 0)
            _catches.Add(new(row.Line, column, pattern, matching));
        else if (_isComplete)
            row.Fault(column, PlanWords.MatchesNoUnit(pattern));
        return matching;
    }

    private IEnumerable<string> Split(string text)
    {
        var items = Parts(text, ';').ToList();
        // A name may have a comma in it.
        var parts = items.SelectMany(item => Find(item) is null ? Parts(item, ',') : [item]).ToList();
        return items.Count == 1 ? parts.SelectMany(Words) : parts;
    }

    private string[] Words(string text)
    {
        if (Find(text) is not null)
            return [text];
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var known = words.Count(word => word.EndsWith('*') || _search.HasCode(word));
        return known > 0 && known >= words.Length - 1 ? words : [text];
    }

    private static IEnumerable<string> Parts(string text, char separator) =>
        text.Split(separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private string? Find(string text) => _search.Find(text) is [var code] ? code : null;

    private void NotThere(TableRow row, string column, string text)
    {
        if (_known.WithItsZeros(text) is { } code)
            row.Fault(column, ValueWords.ZeroLost(text, code));
        else if (_search.Find(text) is { Count: > 1 } several)
            row.Fault(column, PlanWords.SeveralUnits(text, _search.Listed(several)));
        else if (_isComplete)
            row.Fault(column, PlanWords.NoUnit(text, _search.Proposals(text)));
    }
}
