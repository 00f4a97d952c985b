using System.Text;
using System.Text.RegularExpressions;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Storage;

/// <summary>
/// The schema's scripts as one text, to be run by hand by somebody with the rights. Each script is a transaction of its own
/// and writes the journal row that the service would have written. Run twice, it changes nothing; where a table was made by
/// hand, it stops and says so.
/// </summary>
public sealed partial class SchemaScript(Database database, SchemaMigration migration)
{
    /// <param name="pending">The scripts' names, in the order they are applied.</param>
    public string Write(IReadOnlyList<string> pending)
    {
        var text = new StringBuilder();
        text.Append(database.Dialect == Dialect.Sqlite ? SqliteScript.Head : SqlServerScript.Head);
        foreach (var name in pending)
        {
            var script = Resource.ReadText(name).ReplaceLineEndings("\n").Trim();
            var made = Names(Made(), script).Except(Names(Dropped(), script)).ToList();
            text.Append(database.Dialect == Dialect.Sqlite
                ? SqliteScript.Transaction(name, script, made)
                : SqlServerScript.Transaction(name, migration.Scripts.TakeWhile(each => each != name).LastOrDefault(), script, made));
        }

        return text.ToString();
    }

    private static IEnumerable<string> Names(Regex pattern, string script) =>
        pattern.Matches(script).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"^CREATE TABLE ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Made();

    // A table that is dropped and made again was there before, so it is not in the way.
    [GeneratedRegex(@"^(?:DROP TABLE|ALTER TABLE) ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Dropped();
}
