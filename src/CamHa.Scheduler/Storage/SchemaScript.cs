using System.Text;
using System.Text.RegularExpressions;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Storage;

/// <summary>
/// The schema's scripts as one text that somebody with the rights runs by hand. Each is a transaction of its own with its
/// journal row, as the service would have written it. Run twice it does nothing; where somebody has made a table by hand
/// it stops and says so.
/// </summary>
public sealed partial class SchemaScript(Database database, SchemaMigration migration)
{
    /// <param name="pending">Which scripts, in their order.</param>
    public string Write(IReadOnlyList<string> pending)
    {
        var text = new StringBuilder();
        text.Append(database.Dialect == Dialect.Sqlite ? SqliteScript.Head : SqlServerScript.Head);
        foreach (var name in pending)
        {
            var script = Resource.ReadText(name).ReplaceLineEndings("\n").Trim();
            var made = Made().Matches(script).Select(match => match.Groups[1].Value).Except(Dropped().Matches(script).Select(match => match.Groups[1].Value)).ToList();
            text.Append(database.Dialect == Dialect.Sqlite
                ? SqliteScript.Transaction(name, script, made)
                : SqlServerScript.Transaction(name, migration.Scripts.TakeWhile(each => each != name).LastOrDefault(), script, made));
        }

        return text.ToString();
    }

    [GeneratedRegex(@"^CREATE TABLE ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Made();

    // What is dropped and made again was there before; a new name for it is not looked for.
    [GeneratedRegex(@"^(?:DROP TABLE|ALTER TABLE) ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Dropped();
}
