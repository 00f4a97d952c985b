using System.Text.RegularExpressions;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Import.Layouts;

/// <summary>Finds the units that people mean by their own words: “HPN”, “thôn Tiến Thắng”, “BPT các thôn”, several in a cell.</summary>
internal sealed partial class UnitTexts
{
    // Nobody goes through more, and each is compared with every name.
    private const int MostNear = 200;
    private const int LongestNear = 120;
    private const int LongestCell = 2000;
    private const int LongestText = 400;

    // Signs between units, from the plainest on.
    private const int Levels = 6;
    private static readonly string[] LittleWords =
        ["xa", "ban", "hoi", "cac", "don", "vi", "dong", "chi", "va", "cua", "thon", "can", "bo", "to", "chuc", "cap", "uy"];

    private static readonly string[] VillageHeads =
        ["thon", "xom", "bpt", "bpt thon", "bpt xom", "ban phat trien", "ban phat trien thon", "bcs thon", "ban can su thon"];

    private readonly List<Known> _units;
    private readonly Dictionary<string, string[]> _byName;
    private readonly Dictionary<string, UnitReading> _read = [];
    private readonly IReadOnlyDictionary<string, UnitReading> _decided;
    private readonly string _place;
    private int _near;

    /// <param name="units">The plan's.</param>
    /// <param name="place">The commune's name.</param>
    /// <param name="decided">What a person has said of texts, by their folded form.</param>
    public UnitTexts(IEnumerable<NamedUnit> units, string place, IReadOnlyDictionary<string, UnitReading> decided)
    {
        _place = FoldKey.Of(place);
        _decided = decided;
        _units = [.. units.Select(unit => new Known(unit, _place))];
        // Of names that several units have, those that are in use go first.
        _byName = _units
            .SelectMany(unit => unit.Names.Select(name => (name, unit)))
            .GroupBy(each => each.name, StringComparer.Ordinal)
            .ToDictionary(
                group => group.Key,
                group => Codes([.. group.Any(each => each.unit.Of.IsActive)
                    ? group.Where(each => each.unit.Of.IsActive).Select(each => each.unit)
                    : group.Select(each => each.unit)]));
    }

    /// <summary>The texts of a cell that each stand for units of their own, or for nothing that is known.</summary>
    public IReadOnlyList<string> Split(string cell)
    {
        if (cell.Length > LongestCell)
            return [TableRow.Clean(cell).Abbreviated(LongestText)];
        var lines = CleanText.Of(cell).Split('\n').Select(line => TableRow.Clean(Bullet().Replace(line, ""))).Where(HasLetters).ToList();
        // A name that was broken over two lines.
        for (var i = 0; i + 1 < lines.Count; i++)
        {
            if (!(IsKnown(lines[i]) && IsKnown(lines[i + 1])) && IsKnown($"{lines[i]} {lines[i + 1]}"))
            {
                lines[i] = $"{lines[i]} {lines[i + 1]}";
                lines.RemoveAt(i + 1);
            }
        }

        return [.. lines.SelectMany(line => Parts(line, 0)).Select(part => part.Trim(' ', '.', ':', '-', ',', ';')).Where(HasLetters)];
    }

    /// <summary>The units of one text.</summary>
    public UnitReading Read(string text)
    {
        var folded = Key(text);
        if (_read.TryGetValue(folded, out var known))
            return known;
        var reading = Find(folded) ?? new UnitReading([]) { Near = Near(folded) };
        return _read[folded] = reading;
    }

    /// <summary>The form by which texts are compared.</summary>
    public static string Key(string text) => FoldKey.Of(TableRow.Clean(text)).Trim(' ', '.', ':', '-', ',', ';');

    private static bool HasLetters(string text) => text.Any(char.IsLetterOrDigit);

    private bool IsKnown(string text) => Find(Key(text)) is not null;

    // At a sign only if that leaves something known: names have commas, hyphens and “và” in them.
    private IEnumerable<string> Parts(string text, int level)
    {
        if (level == Levels || IsKnown(text))
            return [text];
        var parts = (level switch
        {
            0 => text.Split(';'),
            1 => text.Split([',', '+', '&']),
            2 => And().Split(text),
            3 => Slash().Split(text),
            4 => text.Split(' '),
            _ => text.Split('-'),
        }).Select(part => part.Trim()).Where(HasLetters).ToList();
        if (parts.Count < 2)
            return Parts(text, level + 1);
        parts = WithNoun(parts);
        var all = parts.Select(part => Parts(part, level + 1).ToList()).ToList();
        var known = all.Count(part => part.Any(IsKnown));
        var isSplit = level switch
        {
            0 => true,
            1 => known > 0 || parts.TrueForAll(IsShort),
            2 or 3 => known > 0,
            _ => known == all.Count,
        };
        return isSplit ? all.SelectMany(part => part) : Parts(text, level + 1);
    }

    private static bool IsShort(string text) => text.Count(letter => letter == ' ') < 6;

    // “thôn 1, 2, 3”
    private List<string> WithNoun(List<string> parts) =>
        Noun().Match(parts[0]) is { Success: true } noun
            ? [parts[0], .. parts.Skip(1).Select(part => IsKnown(part) || !IsKnown($"{noun.Value} {part}") ? part : $"{noun.Value} {part}")]
            : parts;

    private UnitReading? Find(string folded)
    {
        if (folded.Length is 0 or > LongestText)
            return null;
        if (_decided.TryGetValue(folded, out var decided))
            return decided;
        if (Several().Replace(folded, "") is var bare && bare.Length < folded.Length && bare.Length > 0 && Named(bare) is { } one)
            return one;
        return Named(folded) ?? Group(folded) ?? Matching(folded);
    }

    private UnitReading? Named(string folded) =>
        _byName.TryGetValue(folded, out var codes) || _byName.TryGetValue(UnitForms.Bare(folded, _place), out codes) ? Sure(codes) : null;

    // “BPT-*”
    private UnitReading? Matching(string folded) => folded.Length > 1 && folded.EndsWith('*')
        && _units.Where(unit => unit.Of.IsActive && unit.Of.Code.StartsWith(folded[..^1], StringComparison.OrdinalIgnoreCase))
            .Select(unit => unit.Of.Code).ToList() is { Count: > 0 } codes ? new(codes) { IsSure = true } : null;

    private static UnitReading Sure(string[] codes) => codes.Length == 1
        ? new(codes) { IsSure = true }
        : new([]) { Near = codes };

    // “Các thôn”, “Các đoàn thể”, “Các <loại>”
    private UnitReading? Group(string folded)
    {
        if (AllVillages().Match(folded) is { Success: true } match)
        {
            var kinds = _units.Where(unit => unit is { Village: not null, Of.IsActive: true }).GroupBy(unit => unit.Of.Kind)
                .Where(kind => kind.Count() > 1).ToList();
            // A board is named, or else there is only one kind of villages' units.
            if (match.Groups["board"].Success && kinds.Count > 1)
                kinds = [.. kinds.Where(kind => kind.Any(unit => unit.Names.Any(name => Board().IsMatch(name))))];
            return kinds.Count switch
            {
                0 => null,
                1 => OfKind(kinds[0].Key),
                _ => new([]) { Near = [.. kinds.SelectMany(kind => kind.Select(unit => unit.Of.Code))] },
            };
        }

        if (MassOrganizations().IsMatch(folded))
        {
            if (_units.Find(unit => unit.Of.IsActive && Kind(unit.Of.Kind) == "doan the") is { } example)
                return OfKind(example.Of.Kind);
            var codes = _units.Where(unit => unit.Of.IsActive && unit.Names.Any(UnitForms.IsMassOrganization)).Select(unit => unit.Of.Code);
            return codes.ToList() is { Count: > 1 } several ? new(several) { IsSure = true } : null;
        }

        return Several().Replace(folded, "") is var noun && noun.Length < folded.Length
            && _units.Find(unit => unit.Of.IsActive && Kind(unit.Of.Kind) == UnitForms.Bare(noun, _place)) is { } of
            ? OfKind(of.Of.Kind)
            : null;
    }

    private UnitReading OfKind(string kind) =>
        new([.. _units.Where(unit => unit.Of.IsActive && unit.Of.Kind == kind).Select(unit => unit.Of.Code)]) { IsSure = true };

    private static string Kind(string kind) => FoldKey.Of(kind).Replace('_', ' ');

    private List<string> Near(string folded)
    {
        if (folded.Length > LongestNear || ++_near > MostNear)
            return [];
        var bare = UnitForms.Bare(folded, _place);
        var words = Words(bare);
        return [.. _units
            .Where(unit => unit.Of.IsActive)
            .Select(unit => (unit.Of.Code, Score: unit.Names.Max(name => Likeness(bare, words, name))))
            .Where(each => each.Score > 0)
            .OrderByDescending(each => each.Score)
            .Take(3)
            .Select(each => each.Code)];
    }

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

    private static string[] Codes(List<Known> units) => [.. units.Select(unit => unit.Of.Code).Distinct(StringComparer.Ordinal)];

    /// <summary>A unit with all the names it goes by, folded.</summary>
    private sealed class Known
    {
        public Known(NamedUnit unit, string place)
        {
            Of = unit;
            var names = new HashSet<string>(StringComparer.Ordinal);
            foreach (var name in unit.Aliases.Prepend(unit.Name).Append(unit.Code))
            {
                var folded = FoldKey.Of(name);
                foreach (var each in new[] { folded, UnitForms.Bare(folded, place) })
                {
                    if (each.Length > 0)
                        names.Add(each);
                }
            }

            foreach (var forms in names.Select(UnitForms.OfName).OfType<IReadOnlyList<string>>().ToList())
                names.UnionWith(forms.Where(form => !form.EndsWith('*')));
            Village = unit.Aliases.Prepend(unit.Name).Select(UnitForms.Village).FirstOrDefault(village => village is not null);
            if (Village is { } own)
            {
                Village = UnitForms.Bare(own, place);
                // By itself a number is the number of anything.
                if (!Village.All(char.IsAsciiDigit))
                    names.Add(Village);
                names.UnionWith(
                    from head in VillageHeads
                    select $"{head} {Village}");
            }

            Names = names;
        }

        public NamedUnit Of { get; }

        public IReadOnlySet<string> Names { get; }

        public string? Village { get; }
    }

    [GeneratedRegex(@"^\s*(?:[-–—•+*·‣▪]|\d{1,2}[.)](?=\s))\s*")]
    private static partial Regex Bullet();

    [GeneratedRegex(@"\s+(?:và|va|cùng|cùng với|với)\s+", RegexOptions.IgnoreCase)]
    private static partial Regex And();

    [GeneratedRegex(@"\s*/\s*|\s+[-–—]\s+")]
    private static partial Regex Slash();

    [GeneratedRegex(@"^(?:(?:các |BPT )*(?:thôn|thon|xóm|bản|ấp|khối|tổ dân phố|TDP))(?=\s)", RegexOptions.IgnoreCase)]
    private static partial Regex Noun();

    [GeneratedRegex(@"^(?:(?:tat ca|toan bo|toan the) )?(?:(?:cac|\d{1,3}) )?")]
    private static partial Regex Several();

    [GeneratedRegex(
        @"^(?:(?:tat ca|toan bo) )?(?:(?:cac|\d{1,3}|\d{1,3}/\d{1,3}) )?(?<board>(?:ban phat trien|bpt|ban can su|bcs) ?)?(?:o )?"
        + @"(?:(?:tat ca|toan bo) )?(?:(?:cac|\d{1,3}|\d{1,3}/\d{1,3}) )?(?:don vi )?(?<=^|[ ])"
        + @"(?:thon|xom|ap|khu pho|to dan pho|khu dan cu)"
        + @"(?:(?:,|-| va|/)? ?(?:thon|xom|ap|khu pho|to dan pho|ban))*(?: trong xa| toan xa| tren dia ban(?: xa)?| xa)?$")]
    private static partial Regex AllVillages();

    [GeneratedRegex(@"^(?:(?:tat ca|toan bo) )?(?:cac )?(?:to chuc |ban nganh,? |hoi,? |hoi )?(?:doan the|to chuc chinh tri ?- ?xa hoi)"
        + @"(?: chinh tri ?- ?xa hoi)?(?: cap)?(?: xa)?$")]
    private static partial Regex MassOrganizations();

    [GeneratedRegex(@"^(?:ban phat trien|bpt|ban can su|bcs)\b")]
    private static partial Regex Board();
}
