using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Import;

/// <summary>Finds units by code, by wildcard, or by name or alias in any spelling.</summary>
internal sealed class UnitLookup
{
    private readonly List<string> _codes;
    private readonly Dictionary<string, string> _byCode;
    private readonly Dictionary<string, string> _byName = [];

    public UnitLookup(IEnumerable<UnitRow> units)
    {
        var all = units.ToList();
        _codes = [.. all.Select(unit => unit.Code).Order(StringComparer.Ordinal)];
        _byCode = _codes.ToDictionary(code => code, StringComparer.OrdinalIgnoreCase);
        foreach (var unit in all)
        {
            foreach (var name in unit.Aliases.Split(';', StringSplitOptions.RemoveEmptyEntries).Prepend(unit.Name))
                _byName.TryAdd(FoldKey.Of(name), unit.Code);
        }
    }

    /// <summary>The code of the unit that a cell names; null, with a fault reported, for none.</summary>
    public string? One(CsvRow row, string column)
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
    /// The codes of the units that a cell lists, separated by semicolons, or by blanks where the words are codes or wildcards
    /// such as <c>BPT-*</c>; at most one word may be unknown then.
    /// </summary>
    public IReadOnlyList<string> Many(CsvRow row, string column)
    {
        var found = new List<string>();
        foreach (var item in Split(row.Text(column, 2000)))
        {
            if (item.EndsWith('*'))
            {
                var matching = _codes.Where(code => code.StartsWith(item[..^1], StringComparison.OrdinalIgnoreCase)).ToList();
                if (matching.Count == 0)
                    row.Fault(column, $"'{item}' matches no unit; check units.csv.");
                found.AddRange(matching);
            }
            else if (Find(item) is { } code)
            {
                found.Add(code);
            }
            else
            {
                NotThere(row, column, item);
            }
        }

        return [.. found.Distinct(StringComparer.Ordinal)];
    }

    private IEnumerable<string> Split(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var known = words.Count(word => word.EndsWith('*') || _byCode.ContainsKey(word));
        return !text.Contains(';') && known > 0 && known >= words.Length - 1
            ? words
            : text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private string? Find(string text) =>
        _byCode.TryGetValue(text, out var code) || _byName.TryGetValue(FoldKey.Of(text), out code) ? code : null;

    private void NotThere(CsvRow row, string column, string text)
    {
        var nearest = FoldKey.Nearest(text, _codes);
        var remedy = nearest is null ? "add it to units.csv." : $"did you mean {nearest}? Otherwise add it to units.csv.";
        row.Fault(column, $"there is no unit '{text}'; {remedy}");
    }
}
