using System.Globalization;
using System.Text.RegularExpressions;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Import.Layouts;

/// <summary>Finds the units that people mean by their own words: “HPN”, “thôn Tiến Thắng”, “BPT các thôn”, several in a cell.</summary>
internal sealed partial class UnitTexts
{
    private const int LongestCell = 2000;
    private const int LongestText = 400;

    // Signs between units, from the plainest on.
    private const int Levels = 6;
    private static readonly char[] Around = [' ', '.', ':', '-', ',', ';'];
    private readonly UnitSearch _search;
    private readonly IReadOnlyList<KnownUnit> _units;
    private readonly Dictionary<string, UnitReading> _read = [];
    private readonly IReadOnlyDictionary<string, UnitReading> _decided;
    private readonly string _place;

    /// <param name="units">The plan's.</param>
    /// <param name="place">The commune's name.</param>
    /// <param name="decided">What a person has said of texts, by their folded form.</param>
    public UnitTexts(IEnumerable<NamedUnit> units, string place, IReadOnlyDictionary<string, UnitReading> decided)
    {
        _place = FoldKey.Of(place);
        _decided = decided;
        _search = new(units, place);
        _units = _search.Units;
    }

    /// <summary>The texts of a cell that each stand for units of their own, or for nothing that is known.</summary>
    public IReadOnlyList<string> Split(string cell)
    {
        if (cell.Length > LongestCell)
            return [TableRow.Clean(cell).Abbreviated(LongestText)];
        // What is excepted stays with what it is excepted from.
        var lines = BeforeExcept().Replace(CleanText.Of(cell), " ").Split('\n')
            .Select(line => NounColon().Replace(TableRow.Clean(Bullet().Replace(line, "")), "$1 ")).Where(HasLetters).ToList();
        // A name that was broken over two lines.
        for (var i = 0; i + 1 < lines.Count; i++)
        {
            if (!(IsKnown(lines[i]) && IsKnown(lines[i + 1])) && IsKnown($"{lines[i]} {lines[i + 1]}"))
            {
                lines[i] = $"{lines[i]} {lines[i + 1]}";
                lines.RemoveAt(i + 1);
            }
        }

        return
        [
            .. lines.SelectMany(line => Parts(line, 0))
                .Select(part => FootnoteMarks.Without(part.Trim(Around)).Trim(Around))
                .Where(HasLetters),
        ];
    }

    /// <summary>The units of one text.</summary>
    public UnitReading Read(string text)
    {
        var key = Key(text);
        if (_read.TryGetValue(key, out var known))
            return known;
        var folded = Folded(text);
        var reading = Find(text) ?? new UnitReading([]) { Near = _search.Near(folded) };
        return _read[key] = reading;
    }

    /// <summary>The form by which texts are compared. Marks count: “Xuân Hà” and “Xuân Hạ” are two villages.</summary>
    public static string Key(string text) => TableRow.Clean(text).ToLowerInvariant().Trim(Around);

    private static string Folded(string text) => Comrades().Replace(FoldKey.Of(TableRow.Clean(text)), "dong chi").Trim(Around);

    private static bool HasLetters(string text) => text.Any(char.IsLetterOrDigit);

    private bool IsKnown(string text) => Find(text) is not null;

    // At a sign only if that leaves something known: names have commas, hyphens and “và” in them.
    private IEnumerable<string> Parts(string text, int level)
    {
        if (level == Levels || IsKnown(text))
            return [text];
        var parts = (level switch
        {
            0 => text.Split(';'),
            1 => Comma().Split(text),
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

    private UnitReading? Find(string text)
    {
        var folded = Folded(text);
        if (folded.Length is 0 or > LongestText)
            return null;
        if (_decided.TryGetValue(Key(text), out var decided))
            return decided;
        if (Except().Match(folded) is { Success: true } except
            && AllBut(except.Groups["all"].Value, except.Groups["but"].Value) is { } rest)
            return rest;
        if (Several().Replace(folded, "") is var bare && bare.Length < folded.Length && bare.Length > 0 && Named(bare) is { } one)
            return one;
        return (Named(folded) is { } named ? Spelled(text, named) : null) ?? Counted(folded) ?? Group(folded) ?? Matching(folded);
    }

    // “Các thôn (trừ Nam Hà)”: proposed, and not taken.
    private UnitReading? AllBut(string all, string excepted)
    {
        if (Find(all) is not { IsSure: true, Units: var units })
            return null;
        var but = Split(excepted).Select(Read).ToList();
        var codes = but.SelectMany(reading => reading.Units).ToList();
        return but.TrueForAll(reading => reading.IsSure) && codes.TrueForAll(units.Contains) && codes.Count < units.Count
            ? new([.. units.Except(codes)])
            : new([]) { Near = units };
    }

    // “2 thôn”, “3/11 thôn”: which of them, where it is not as many as there are.
    private UnitReading? Counted(string folded)
    {
        if (Count().Match(folded) is not { Success: true } count || Group(folded.Remove(count.Index, count.Length)) is not { } group)
            return null;
        return group.Units.Count == int.Parse(count.Groups["number"].ValueSpan, CultureInfo.InvariantCulture)
            ? group
            : new([]) { Near = group.Units.Count > 0 ? group.Units : group.Near };
    }

    // A name that is written with other marks than the unit's own may be another's.
    private UnitReading Spelled(string text, UnitReading reading) =>
        reading is { IsSure: true, Units: [var code] } && _units.First(unit => unit.Of.Code == code) is var unit
            && !unit.Of.Aliases.Append(unit.Of.Name).Any(name => MarksRule.CanBe(text, name))
            ? new([]) { Near = [code] }
            : reading;

    private UnitReading? Named(string folded) =>
        _search.Named(folded) is { Count: > 0 } codes ? Sure(codes) : null;

    // “BPT-*”
    private UnitReading? Matching(string folded) => folded.Length > 1 && folded.EndsWith('*')
        && _units.Where(unit => unit.Of.IsActive && unit.Of.Code.StartsWith(folded[..^1], StringComparison.OrdinalIgnoreCase))
            .Select(unit => unit.Of.Code).ToList() is { Count: > 0 } codes ? new(codes) { IsSure = true } : null;

    private static UnitReading Sure(IReadOnlyList<string> codes) => codes.Count == 1
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

        // Whoever says so means offices besides.
        if (AndOffices().IsMatch(folded))
            return Group("doan the") is { } organizations ? new([]) { Near = organizations.Units } : null;

        if (MassOrganizations().IsMatch(folded))
        {
            if (_units.FirstOrDefault(unit => unit.Of.IsActive && Kind(unit.Of.Kind) == "doan the") is { } example)
                return OfKind(example.Of.Kind);
            var codes = _units.Where(unit => unit.Of.IsActive && unit.Names.Any(UnitForms.IsMassOrganization)).Select(unit => unit.Of.Code);
            return codes.ToList() is { Count: > 1 } several ? new(several) { IsSure = true } : null;
        }

        return Several().Replace(folded, "") is var noun && noun.Length < folded.Length
            && _units.FirstOrDefault(unit => unit.Of.IsActive && Kind(unit.Of.Kind) == UnitForms.Bare(noun, _place)) is { } of
            ? OfKind(of.Of.Kind)
            : null;
    }

    private UnitReading OfKind(string kind) =>
        new([.. _units.Where(unit => unit.Of.IsActive && unit.Of.Kind == kind).Select(unit => unit.Of.Code)]) { IsSure = true };

    private static string Kind(string kind) => FoldKey.Of(kind).Replace('_', ' ');

    [GeneratedRegex(@"^\s*(?:[-–—•+*·‣▪]|\d{1,2}[.)](?=\s))\s*")]
    private static partial Regex Bullet();

    [GeneratedRegex(@"\s+(?:và|va|cùng|cùng với|với)\s+", RegexOptions.IgnoreCase)]
    private static partial Regex And();

    [GeneratedRegex(@"\s*/\s*|\s+[-–—]\s+")]
    private static partial Regex Slash();

    [GeneratedRegex(@"^(?:(?:các |BPT )*(?:thôn|thon|xóm|bản|ấp|khối|tổ dân phố|TDP))(?=\s)", RegexOptions.IgnoreCase)]
    private static partial Regex Noun();

    // “Các đ/c”
    [GeneratedRegex(@"\bd/c\b")]
    private static partial Regex Comrades();

    // “Thôn: Xuân Hạ, Nguyễn Đối”
    [GeneratedRegex(@"^((?:các )?(?:thôn|xóm|ấp|khối|tổ dân phố|TDP))\s*:\s*", RegexOptions.IgnoreCase)]
    private static partial Regex NounColon();

    [GeneratedRegex(@"^(?:(?:tat ca|toan bo|toan the) )?(?:cac )?")]
    private static partial Regex Several();

    [GeneratedRegex(@"(?<=^|[ ])(?<number>\d{1,3})(?:/\d{1,3})? ")]
    private static partial Regex Count();

    [GeneratedRegex(@"^(?<all>.+?)[ ,;]*\(?\b(?:ngoai tru|tru ra|tru|khong ke|khong gom|khong bao gom) (?:ra )?(?<but>[^)]+)\)?$")]
    private static partial Regex Except();

    [GeneratedRegex(@"\s*[,;\n]\s*(?=\(?(?:ngoại trừ|trừ|không kể|không gồm|không bao gồm)\s)", RegexOptions.IgnoreCase)]
    private static partial Regex BeforeExcept();

    [GeneratedRegex(@"[,+&](?![^()]*\))")]
    private static partial Regex Comma();

    [GeneratedRegex(
        @"^(?:(?:tat ca|toan bo|ca) )?(?:cac )?(?<board>(?:ban phat trien|bpt|ban can su|bcs) ?)?(?:o )?"
        + @"(?:(?:tat ca|toan bo|ca) )?(?:cac )?(?:don vi )?(?<=^|[ ])"
        + @"(?:thon|xom|ap|khu pho|to dan pho|khu dan cu)"
        + @"(?:(?:,|-| va|/)? ?(?:thon|xom|ap|khu pho|to dan pho|ban))*(?: trong xa| toan xa| tren dia ban(?: xa)?| xa)?$")]
    private static partial Regex AllVillages();

    [GeneratedRegex(@"^(?:tat ca )?(?:cac )?(?:co quan,? )?(?:ban,? ?)?nganh,? ?(?:va )?(?:cac )?(?:hoi,? ?)?doan the(?: xa)?$")]
    private static partial Regex AndOffices();

    [GeneratedRegex(
        @"^(?:(?:tat ca|toan bo) )?(?:cac )?(?:to chuc |hoi,? |hoi )?(?:doan the|(?:to chuc )?(?:chinh tri ?- ?xa hoi|ct ?- ?xh|ctxh))"
        + @"(?: chinh tri ?- ?xa hoi)?(?: cap)?(?: xa)?$")]
    private static partial Regex MassOrganizations();

    [GeneratedRegex(@"^(?:ban phat trien|bpt|ban can su|bcs)\b")]
    private static partial Regex Board();
}
