using System.Globalization;
using System.Text.RegularExpressions;

namespace CamHa.Scheduler.Tests.Observability;

/// <summary>What a scrape says, in Prometheus' text format.</summary>
internal sealed partial record Prometheus(string Text)
{
    /// <summary>The sum of the series of that name whose labels contain all of <paramref name="labels"/>; null if there are none.</summary>
    public double? Sum(string name, params string[] labels)
    {
        var values = Sample().Matches(Text)
            .Where(match => match.Groups["name"].Value == name
                && labels.All(label => match.Groups["labels"].Value.Contains(label, StringComparison.Ordinal)))
            .Select(match => double.Parse(match.Groups["value"].Value, CultureInfo.InvariantCulture)).ToList();
        return values.Count == 0 ? null : values.Sum();
    }

    [GeneratedRegex(@"^(?<name>[a-z_]+)(\{(?<labels>[^}]*)\})? (?<value>[-+.\dEe]+)", RegexOptions.Multiline)]
    private static partial Regex Sample();
}
