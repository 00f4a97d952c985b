using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Changes;

/// <summary>A unit of the plan.</summary>
internal sealed record NamedUnit(string Code, string Name)
{
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Its own, or what its code begins with.</summary>
    public string Kind { get; init; } = "";

    public bool IsActive { get; init; } = true;

    public static NamedUnit Of(UnitRow unit) => new(unit.Code, unit.Name)
    {
        Aliases = unit.Aliases.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        Kind = unit.Kind,
        IsActive = unit.IsActive,
    };
}

/// <summary>A unit with all the names that people mean it by, folded.</summary>
internal sealed class KnownUnit
{
    private static readonly string[] VillageHeads =
        ["thon", "xom", "bpt", "bpt thon", "bpt xom", "ban phat trien", "ban phat trien thon", "bcs thon", "ban can su thon"];

    public KnownUnit(NamedUnit unit, string place)
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

        Tails = [.. names.SelectMany(TailsOf).Distinct(StringComparer.Ordinal)];
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

    /// <summary>How its names end: two words or more, because one is that of many.</summary>
    public IReadOnlyList<string> Tails { get; }

    public string? Village { get; }

    private static IEnumerable<string> TailsOf(string name)
    {
        var words = name.Split(' ');
        return Enumerable.Range(1, Math.Max(0, words.Length - 2)).Select(from => string.Join(' ', words[from..]));
    }
}
