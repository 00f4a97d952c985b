namespace CamHa.Scheduler.Changes;

/// <summary>
/// Units of one assignment, with a wildcard such as <c>BPT-*</c> for all that have a code beginning: written one by one, a unit that
/// comes later would have no part.
/// </summary>
internal static class UnitGroupRule
{
    // Two may stand together by chance.
    private const int Fewest = 3;

    /// <param name="units">The codes that are written, in their order.</param>
    /// <param name="elsewhere">Those that a wildcard leaves out here, because they stand in the other column.</param>
    /// <param name="active">The codes of the units that a wildcard means, by how they begin: <see cref="Groups"/>.</param>
    public static IReadOnlyList<string> Decide(
        IReadOnlyList<string> units, IReadOnlyCollection<string> elsewhere, IReadOnlyDictionary<string, string[]> active)
    {
        var rest = units.ToHashSet(StringComparer.Ordinal);
        var written = new List<string>();
        foreach (var unit in units.Where(rest.Contains).ToList())
        {
            if (!rest.Contains(unit))
                continue;
            var group = Beginning(unit) is { } beginning && active.TryGetValue(beginning, out var codes) ? codes : [];
            if (group.Length >= Fewest && group.Count(rest.Contains) > 1
                && group.All(code => rest.Contains(code) || elsewhere.Contains(code)))
            {
                written.Add($"{Beginning(unit)}*");
                rest.ExceptWith(group);
            }
            else
            {
                written.Add(unit);
            }
        }

        return written;
    }

    /// <summary>Codes of units that are in use, by how they begin, up to the last hyphen.</summary>
    public static IReadOnlyDictionary<string, string[]> Groups(IEnumerable<string> active)
    {
        var all = active.ToList();
        return all.Select(Beginning).OfType<string>().Distinct(StringComparer.Ordinal).ToDictionary(
            beginning => beginning,
            // As an import takes it, whatever the case.
            beginning => all.Where(code => code.StartsWith(beginning, StringComparison.OrdinalIgnoreCase)).ToArray());
    }

    private static string? Beginning(string code) => code.LastIndexOf('-') is var at and > 0 ? code[..(at + 1)] : null;
}
