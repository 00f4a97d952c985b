using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Storage;

/// <summary>
/// The statements of <c>sql/queries</c>, embedded in the program. A statement's name is its path without the extension
/// (<c>outbox/claim-due</c>). Where the dialects differ there are two files, <c>….sqlite.sql</c> and <c>….sqlserver.sql</c>.
/// </summary>
public sealed class SqlText
{
    private const string Prefix = "queries/";
    private readonly Dictionary<string, string> _statements;

    public SqlText(Dialect dialect)
    {
        var suffix = dialect == Dialect.Sqlite ? ".sqlite.sql" : ".sqlserver.sql";
        var other = dialect == Dialect.Sqlite ? ".sqlserver.sql" : ".sqlite.sql";
        _statements = Resource.Names(Prefix)
            .Where(name => !name.EndsWith(other, StringComparison.Ordinal))
            .ToDictionary(
                name => name[Prefix.Length..].Replace(suffix, "", StringComparison.Ordinal).Replace(".sql", "", StringComparison.Ordinal),
                Resource.ReadText,
                StringComparer.Ordinal);
    }

    public IReadOnlyCollection<string> Names => _statements.Keys;

    /// <exception cref="KeyNotFoundException">There is no such statement in this dialect.</exception>
    public string this[string name] => _statements.TryGetValue(name, out var text)
        ? text
        : throw new KeyNotFoundException($"No statement '{name}' under sql/queries.");
}
