using CamHa.Scheduler.Storage;
using Microsoft.Data.Sqlite;

namespace CamHa.Scheduler.Benchmarks.Scale;

/// <summary>
/// Where the data lie: an SQLite file, of which each measurement has a copy of its own; or the one database that
/// CAMHA_TEST_SQLSERVER names, which is given back what a measurement has written.
/// </summary>
internal sealed class ScaleStore(string location)
{
    public const string Server = "sqlserver";

    private static readonly string? ConnectionString = Environment.GetEnvironmentVariable("CAMHA_TEST_SQLSERVER");

    // An undoing where nothing can be copied.
    private const string Undo = $"""
        DELETE FROM OutboxAttempt WHERE OutboxMessageId IN (SELECT Id FROM OutboxMessage WHERE JobRunId <> '{Province.Run}');
        DELETE FROM OutboxMime WHERE OutboxMessageId IN (SELECT Id FROM OutboxMessage WHERE JobRunId <> '{Province.Run}');
        DELETE FROM OutboxMessage WHERE JobRunId <> '{Province.Run}';
        DELETE FROM NoticeIssued WHERE JobRunId <> '{Province.Run}';
        """;

    public static bool IsServer => ConnectionString is { Length: > 0 };

    public string Location => location;

    public IEnumerable<KeyValuePair<string, string?>> Settings => location == Server
        ? [new("Storage:Provider", Server), new("Storage:ConnectionString", ConnectionString)]
        : [new("Storage:File", location)];

    public Database Database { get; } = location == Server
        ? new SqlServerDatabase(new() { Provider = Server, ConnectionString = ConnectionString! })
        : new SqliteDatabase(new() { File = location });

    /// <summary>The same data without what was measured: a copy under another name, or the one database cleaned.</summary>
    public async Task<ScaleStore> FreshAsync(string name)
    {
        if (location == Server)
        {
            await ExecuteAsync(Undo);
            return this;
        }

        var file = Path.Combine(Path.GetDirectoryName(location)!, name);
        foreach (var rest in new[] { "-wal", "-shm" })
            File.Delete(file + rest);
        File.Copy(location, file, overwrite: true);
        return new(file);
    }

    /// <summary>Writes what the rows say, without waiting for the disk: what is half written is made again.</summary>
    public async Task SeedAsync(IEnumerable<Rows> tables)
    {
        await new SchemaMigration(Database).ApplyAsync(CancellationToken.None);
        await using var session = await Database.OpenAsync(CancellationToken.None);
        if (session.Connection is SqliteConnection)
            await ExecuteAsync(
                session,
                "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -1000000;");
        await using (var transaction = await session.Connection.BeginTransactionAsync())
        {
            foreach (var rows in tables)
                Bulk.Write(session.Connection, transaction, rows);
            await transaction.CommitAsync();
        }

        if (session.Connection is SqliteConnection)
            await ExecuteAsync(session, "PRAGMA journal_mode = WAL;");
    }

    public async Task<long> ExecuteAsync(string sql)
    {
        await using var session = await Database.OpenAsync(CancellationToken.None);
        return await ExecuteAsync(session, sql);
    }

    /// <summary>So that the copy of the file has everything.</summary>
    public async Task SettleAsync()
    {
        if (location != Server)
            await ExecuteAsync("PRAGMA wal_checkpoint(TRUNCATE);");
        SqliteConnection.ClearAllPools();
    }

    private static async Task<long> ExecuteAsync(DatabaseSession session, string sql)
    {
        await using var command = session.Connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        return Convert.ToInt64(await command.ExecuteScalarAsync() is { } value and not string and not DBNull ? value : 0, null);
    }
}
