using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.Data.Sqlite;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace CamHa.Scheduler.Tests.Storage;

/// <summary>A question that one database answers from an index the other must not answer by reading everything.</summary>
public sealed class IndexTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Both_dialects_have_the_same_indexes()
    {
        var sqlite = await OfSqliteAsync();
        Assert.Equal(sqlite, OfSqlServer());
        Assert.Contains("IX_OutboxMessage_Pending ON OutboxMessage (Priority, ExpiresAt, Id) WHERE State = 'Pending'", sqlite);
        Assert.Contains("PRIMARY KEY ON AssignmentUnit (AssignmentId, UnitId)", sqlite);
        Assert.Contains("UNIQUE ON OutboxMessage (MessageKey, Recipient)", sqlite);
    }

    // From a database as the service creates it.
    private static async Task<SortedSet<string>> OfSqliteAsync()
    {
        var folder = Directory.CreateTempSubdirectory("camha-").FullName;
        try
        {
            var database = new SqliteDatabase(new StorageOptions { File = Path.Combine(folder, "camha.db") });
            await new SchemaMigration(database).ApplyAsync(Token);
            await using var session = await database.OpenAsync(Token);
            await using var command = session.Connection.CreateCommand();
            command.CommandText = """
                SELECT CASE i.origin WHEN 'c' THEN i.name WHEN 'u' THEN 'UNIQUE' ELSE 'PRIMARY KEY' END || ' ON ' || t.name
                    || ' (' || (SELECT group_concat(name, ', ') FROM (SELECT name FROM pragma_index_info(i.name) ORDER BY seqno)) || ')'
                    || CASE WHEN i.partial = 1 THEN substr(s.sql, instr(s.sql, ' WHERE ')) ELSE '' END
                FROM sqlite_master AS t JOIN pragma_index_list(t.name) AS i JOIN sqlite_master AS s ON s.name = i.name
                WHERE t.type = 'table' AND t.name <> 'SchemaVersion'
                UNION ALL
                -- A table's own number has no index beside the table.
                SELECT 'PRIMARY KEY ON ' || t.name || ' (' || c.name || ')'
                FROM sqlite_master AS t JOIN pragma_table_info(t.name) AS c ON c.pk = 1 AND c.type = 'INTEGER'
                WHERE t.type = 'table' AND t.name <> 'SchemaVersion'
                    AND NOT EXISTS (SELECT 1 FROM pragma_index_list(t.name) WHERE origin = 'pk');
                """;
            await using var reader = await command.ExecuteReaderAsync(Token);
            var indexes = new SortedSet<string>(StringComparer.Ordinal);
            while (await reader.ReadAsync(Token))
                indexes.Add(reader.GetString(0));
            return indexes;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    // From the scripts, read one after another as the service would apply them.
    private static SortedSet<string> OfSqlServer()
    {
        var indexes = new SortedSet<string>(StringComparer.Ordinal);
        var script = string.Join(
            "\nGO\n", Repository.Files("sql/schema/sqlserver", "*.sql").Order(StringComparer.Ordinal).Select(File.ReadAllText));
        using var reader = new StringReader(script);
        var parsed = (TSqlScript)new TSql130Parser(initialQuotedIdentifiers: true).Parse(reader, out _);
        foreach (var statement in parsed.Batches.SelectMany(batch => batch.Statements))
        {
            switch (statement)
            {
                case CreateTableStatement table:
                    indexes.UnionWith(Keys(table));
                    break;
                case CreateIndexStatement index:
                    var filter = index.FilterPredicate is { } where
                        ? " WHERE " + Text(script, where).Replace("N'", "'", StringComparison.Ordinal)
                        : "";
                    indexes.Add($"{index.Name.Value} ON {index.OnName.BaseIdentifier.Value} ({Columns(index.Columns)}){filter}");
                    break;
                case DropTableStatement drop:
                    indexes.RemoveWhere(index => index.Contains($" ON {drop.Objects[0].BaseIdentifier.Value} (", StringComparison.Ordinal));
                    break;
                case DropIndexStatement drop:
                    var names = drop.DropIndexClauses.OfType<DropIndexClause>()
                        .Select(clause => $"{clause.Index.Value} ON {clause.Object.BaseIdentifier.Value} (")
                        .ToList();
                    indexes.RemoveWhere(index => names.Exists(name => index.StartsWith(name, StringComparison.Ordinal)));
                    break;
            }
        }

        return indexes;
    }

    private static IEnumerable<string> Keys(CreateTableStatement table)
    {
        var name = table.SchemaObjectName.BaseIdentifier.Value;
        var ofColumns = table.Definition.ColumnDefinitions.SelectMany(column => column.Constraints.OfType<UniqueConstraintDefinition>()
            .Select(key => (key.IsPrimaryKey, Columns: column.ColumnIdentifier.Value)));
        var ofTable = table.Definition.TableConstraints.OfType<UniqueConstraintDefinition>().Select(
            key => (key.IsPrimaryKey, Columns: Columns(key.Columns)));
        return ofColumns.Concat(ofTable).Select(key => $"{(key.IsPrimaryKey ? "PRIMARY KEY" : "UNIQUE")} ON {name} ({key.Columns})");
    }

    private static string Columns(IEnumerable<ColumnWithSortOrder> columns) =>
        string.Join(", ", columns.Select(column => column.Column.MultiPartIdentifier.Identifiers[^1].Value));

    private static string Text(string script, TSqlFragment fragment) => script.Substring(fragment.StartOffset, fragment.FragmentLength);
}
