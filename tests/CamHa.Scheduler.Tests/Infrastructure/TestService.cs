using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Import;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Tests.Infrastructure;

/// <summary>
/// What every service of the tests has: a folder and a database of its own with the plan of 2022 in it, and ways to ask and
/// to change what is there. <see cref="Service"/> is looked at by hand, <see cref="ServiceOnClock"/> is the whole host at
/// rest, <see cref="RunningService"/> the host at work.
/// </summary>
public abstract class TestService : IAsyncDisposable
{
    // The plan as it is imported at a moment, once for all tests: each gets a copy of the file.
    private static readonly ConcurrentDictionary<DateTimeOffset, Lazy<Task<byte[]>>> Plans = new();

    private readonly TestDatabase? _database;

    /// <param name="database">The database to be gone with this service; null for another process over one that stays.</param>
    /// <param name="folder">Its folder; a new one where it is left out.</param>
    /// <param name="storage">The settings that lead to the database, where it is not this service's own.</param>
    private protected TestService(TestDatabase? database, string? folder = null, string[]? storage = null)
    {
        _database = database;
        Folder = folder ?? Directory.CreateTempSubdirectory("camha-").FullName;
        Storage = storage ?? database?.Settings ?? [];
        if (!System.IO.File.Exists(Config))
            System.IO.File.WriteAllText(Config, "{}");
    }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public string Folder { get; }

    /// <summary>The database, where it is a file.</summary>
    public string File => Path.Combine(Folder, "camha.db");

    public CampaignClock Clock => Get<CampaignClock>();

    public Database Database => Get<Database>();

    private protected string Config => Path.Combine(Folder, "appsettings.json");

    private protected string[] Storage { get; }

    private protected abstract IServiceProvider Services { get; }

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public Task<IssueResult> LookAsync(string name) =>
        Get<LookRunner>().RunAsync(Services.GetServices<ILook>().First(look => look.Name == name), Token);

    public Task<Dispatched> DispatchAsync() => Get<Dispatcher>().DispatchAsync(Token);

    public Task SweepAsync() => Get<OutboxSweeps>().RunAllAsync(Token);

    /// <summary>Changes data as another program would, past every import.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await ConnectAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = TestDatabase.Fit(sql, Database.Dialect);
        await command.ExecuteNonQueryAsync(Token);
    }

    /// <summary>The one value that a statement selects.</summary>
    public async Task<string> ReadAsync(string sql)
    {
        await using var connection = await ConnectAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = TestDatabase.Fit(sql, Database.Dialect);
        return Convert.ToString(await command.ExecuteScalarAsync(Token), CultureInfo.InvariantCulture)!;
    }

    public async Task<long> CountAsync(string sql) => long.Parse(await ReadAsync(sql), CultureInfo.InvariantCulture);

    /// <summary>How many messages are in a state.</summary>
    public Task<long> CountAsync(OutboxState state) => CountAsync($"SELECT COUNT(*) FROM OutboxMessage WHERE State = '{state}'");

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await EndAsync();
        SqliteConnection.ClearAllPools();
        if (_database is not null)
            await _database.DisposeAsync();
        // Another service over the same folder may have been disposed first.
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }

    private protected abstract Task EndAsync();

    private protected virtual async Task<DbConnection> ConnectAsync() => (await Database.OpenAsync(Token)).Connection;

    private protected async Task ImportPlanAsync()
    {
        if (Database.Dialect == Dialect.SqlServer)
            await ImportAsync();
        else
            await System.IO.File.WriteAllBytesAsync(File, await Plans.GetOrAdd(Clock.Now, _ => new(FirstAsync)).Value, Token);

        async Task ImportAsync()
        {
            await Get<SchemaMigration>().ApplyAsync(Token);
            Assert.Empty((await Get<Importer>().ImportAsync(ImportSource.Demo, isDryRun: false, Token)).Errors);
            // Somebody has said go; a test of the first sending takes it back.
            await Get<OutboxDecisions>().MakeForAllAsync(OutboxDecision.Release, Gesture.AtConsole(), Token);
        }

        async Task<byte[]> FirstAsync()
        {
            await ImportAsync();
            await ExecuteAsync("PRAGMA wal_checkpoint(TRUNCATE)");
            SqliteConnection.ClearAllPools();
            return await System.IO.File.ReadAllBytesAsync(File, Token);
        }
    }
}
