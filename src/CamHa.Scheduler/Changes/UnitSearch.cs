using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Changes;

/// <summary>
/// Finds units by what people write: the code, a name or alias in any spelling, a form that offices use (“thôn Xuân Hạ”, “HPN”), or
/// how only one unit's name ends.
/// </summary>
internal sealed class UnitSearch
{
    // Nobody goes through more, and each is compared with every name.
    private const int MostNear = 200;
    private const int LongestNear = 120;
    private const int Proposed = 3;

    private static readonly string[] LittleWords =
        ["xa", "ban", "hoi", "cac", "don", "vi", "dong", "chi", "va", "cua", "thon", "can", "bo", "to", "chuc", "cap", "uy"];

    private readonly List<NamedUnit> _all;
    private readonly Dictionary<string, string> _byCode;
    private readonly Lazy<Dictionary<string, IReadOnlyList<string>>> _byName;
    private readonly Lazy<List<KnownUnit>> _units;
    private readonly Lazy<Dictionary<string, IReadOnlyList<string>>> _byForm;
    private readonly Lazy<Dictionary<string, IReadOnlyList<string>>> _byTail;
    private readonly Dictionary<string, IReadOnlyList<string>> _found = [];
    private readonly string _place;
    private int _near;

    /// <param name="units">The plan's.</param>
    /// <param name="place">The commune's name, which stands at the end of many.</param>
    public UnitSearch(IEnumerable<NamedUnit> units, string place)
    {
        _place = FoldKey.Of(place);
        _all = [.. units];
        _byCode = _all.ToDictionary(unit => unit.Code, unit => unit.Code, StringComparer.OrdinalIgnoreCase);
        // Most of what is looked for is a code.
        _byName = new(() => ByName(_all, unit => unit.Aliases.Prepend(unit.Name).Select(FoldKey.Of), unit => unit));
        _units = new(() => _all.ConvertAll(unit => new KnownUnit(unit, _place)));
        _byForm = new(() => ByName(_units.Value, unit => unit.Names, unit => unit.Of));
        _byTail = new(() => ByName(_units.Value, unit => unit.Tails, unit => unit.Of));
    }

    /// <summary>The units, with all their names.</summary>
    public IReadOnlyList<KnownUnit> Units => _units.Value;

    public bool HasCode(string code) => _byCode.ContainsKey(code);

    /// <summary>The codes of the units that a text stands for: one, or several that may be meant, or none.</summary>
    public IReadOnlyList<string> Find(string text)
    {
        if (_byCode.TryGetValue(text, out var code))
            return [code];
        var folded = FoldKey.Of(text);
        if (_byName.Value.TryGetValue(folded, out var named))
            return named;
        if (_found.TryGetValue(folded, out var found))
            return found;
        found = Named(folded) is { Count: > 0 } known ? known : WithRemarks(folded, Ending(text, folded));
        return _found[folded] = found;
    }

    /// <summary>The codes of the units that go by a name, or by a form of it.</summary>
    /// <param name="folded">The name, folded.</param>
    public IReadOnlyList<string> Named(string folded) =>
        _byForm.Value.TryGetValue(folded, out var codes) ? codes : WithRemarks(folded, OfForm(folded));

    /// <summary>The codes of units whose names are like a text, the likest first.</summary>
    public IReadOnlyList<string> Near(string text)
    {
        var folded = FoldKey.Of(text);
        if (folded.Length > LongestNear || ++_near > MostNear)
            return [];
        var bare = UnitForms.Bare(folded, _place);
        var words = Words(bare);
        return [.. Units
            .Where(unit => unit.Of.IsActive)
            .Select(unit => (unit.Of.Code, Score: unit.Names.Max(name => Likeness(bare, words, name))))
            .Where(each => each.Score > 0)
            .OrderByDescending(each => each.Score)
            .Take(Proposed)
            .Select(each => each.Code)];
    }

    /// <summary>The same as people are shown them; for one word, which is meant for a code, the nearest code. Empty for none.</summary>
    public string Proposals(string text)
    {
        var code = FoldKey.Nearest(text, _all.Select(unit => unit.Code));
        return Listed(code is not null && !text.Contains(' ', StringComparison.Ordinal) ? [code] : Near(text));
    }

    /// <summary>Codes with the names of their units.</summary>
    public string Listed(IEnumerable<string> codes) => string.Join(Language.Say(" hoặc ", " or "), codes.Select(code =>
        _all.Find(unit => unit.Code == code) is { Name: var name } && name != code ? $"{code} ({name})" : code));

    // “UBND xã (Chuyên trách NTM)”: either may be meant, or both.
    private IReadOnlyList<string> WithRemarks(string folded, IReadOnlyList<string> codes) =>
        codes.Count == 0 ? [] : [.. codes.Union(UnitForms.Remarks(folded).SelectMany(OfForm))];

    private IReadOnlyList<string> OfForm(string folded) => _byForm.Value.GetValueOrDefault(UnitForms.Bare(folded, _place), []);

    // “Xuân Hạ” of “Ban Nhân dân Xuân Hạ”, and “thôn Xuân Hạ” too.
    private IReadOnlyList<string> Ending(string text, string folded) =>
        new[] { UnitForms.Bare(folded, _place), UnitForms.Village(text) }
            .Select(tail => tail is not null && _byTail.Value.TryGetValue(tail, out var codes) ? codes : [])
            .FirstOrDefault(codes => codes.Count > 0) ?? [];

    // Of units of one name, those that are in use go first.
    private static Dictionary<string, IReadOnlyList<string>> ByName<T>(
        IEnumerable<T> units, Func<T, IEnumerable<string>> names, Func<T, NamedUnit> of) => units
        .SelectMany(unit => names(unit).Select(name => (name, unit: of(unit))))
        .GroupBy(each => each.name, each => each.unit, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => Codes([.. group]), StringComparer.Ordinal);

    private static IReadOnlyList<string> Codes(List<NamedUnit> units) =>
        [.. (units.Exists(unit => unit.IsActive) ? units.Where(unit => unit.IsActive) : units).Select(unit => unit.Code).Distinct()];

    private static double Likeness(string text, List<string> words, string name)
    {
        var letters = name.Length > LongestNear || text.Length < 3 || Math.Abs(name.Length - text.Length) > 1 + (text.Length / 4)
            || FoldKey.Nearest(text, [name]) is null ? 0 : 2;
        var own = Words(name);
        var shared = words.Count == 0 ? 0 : words.Count(own.Contains) / (double)words.Count;
        return letters + (shared >= 0.5 ? shared : 0);
    }

    private static List<string> Words(string folded) =>
        [.. folded.Split([' ', ',', '-'], StringSplitOptions.RemoveEmptyEntries).Except(LittleWords)];
}
