using System.Text.RegularExpressions;

namespace CamHa.Scheduler.Storage;

/// <summary>
/// Existing tables with the names that a script is about to create, though the journal does not record the script: a schema
/// half made by hand, or another program's database.
/// </summary>
internal static partial class TakenNames
{
    /// <param name="scripts">The scripts to apply, in their order.</param>
    /// <param name="there">The names of all tables and views in the database.</param>
    /// <returns>The first script that would find names taken, with those names; null where none would.</returns>
    public static (string Script, IReadOnlyList<string> Names)? Find(
        IEnumerable<(string Name, string Text)> scripts, IEnumerable<string> there)
    {
        var taken = there.ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, text) in scripts)
        {
            taken.ExceptWith(Names(Dropped(), text));
            if (Names(Created(), text).Where(taken.Contains).ToList() is { Count: > 0 } names)
                return (name, names);
        }

        return null;
    }

    private static IEnumerable<string> Names(Regex pattern, string text) => pattern.Matches(text).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"^CREATE TABLE (?:dbo\.)?(\w+)", RegexOptions.Multiline)]
    private static partial Regex Created();

    [GeneratedRegex(@"^DROP TABLE (?:dbo\.)?(\w+)", RegexOptions.Multiline)]
    private static partial Regex Dropped();
}
