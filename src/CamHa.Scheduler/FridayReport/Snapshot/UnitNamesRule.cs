namespace CamHa.Scheduler.FridayReport.Snapshot;

/// <summary>
/// How the units of an assignment are named: where a wildcard meant all of a kind, as all of them. A page of fifteen names
/// says less.
/// </summary>
internal static class UnitNamesRule
{
    // Two or three names are shorter than the words for all of them, and a kind of one is no kind.
    private const int Fewest = 4;

    private static readonly char[] Digits = [.. "0123456789"];

    /// <summary>
    /// The kind of a unit: its own, or else the part of its code that a wildcard stands behind: <c>BPT*</c> of BPT-TT,
    /// <c>T*</c> of T01.
    /// </summary>
    public static string KindOf(string kind, string code) =>
        kind.Length > 0 ? kind : $"{code.Split('-', '.', '_')[0].TrimEnd(Digits)}*";

    /// <param name="units">Names and kinds, in the order in which they are to be named.</param>
    /// <param name="sizes">How many units each kind has.</param>
    /// <param name="others">Kinds of units that are named beside them; a wildcard leaves out who leads.</param>
    public static string Decide(
        IReadOnlyList<(string Name, string Kind)> units,
        IReadOnlyDictionary<string, int> sizes,
        params IReadOnlyList<string> others)
    {
        var own = units.GroupBy(unit => unit.Kind).ToDictionary(kind => kind.Key, kind => kind.ToList());
        var names = new List<string>();
        foreach (var (name, kind) in units)
        {
            var same = own[kind];
            var elsewhere = others.Count(other => other == kind);
            var isOneOfAll = kind.Length > 0 && same.Count >= Fewest && sizes.GetValueOrDefault(kind) == same.Count + elsewhere;
            if (!isOneOfAll || Noun(same.ConvertAll(unit => unit.Name), kind) is not { } noun)
                names.Add(name);
            else if (same[0].Name == name)
                names.Add($"Tất cả {same.Count} {noun}{(elsewhere > 0 ? " còn lại" : "")}");
        }

        return string.Join("; ", names);
    }

    // The words that all their names begin with, such as Ban Phát triển thôn, or the kind, unless that is a code such as doan_the
    // or BPT*.
    private static string? Noun(List<string> names, string kind)
    {
        var words = names.ConvertAll(name => name.Split(' '));
        var common = words[0].TakeWhile((word, at) => words.TrueForAll(own => own.Length > at + 1 && own[at] == word));
        var noun = string.Join(' ', common);
        if (noun.Length > 0)
            return noun.Contains(' ') ? noun : noun.ToLowerInvariant();
        return kind.EndsWith('*') || kind.All(char.IsAscii) ? null : $"đơn vị nhóm “{kind}”";
    }
}
