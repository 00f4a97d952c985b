using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Import;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Simulation;
using CamHa.Scheduler.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Tests.Infrastructure;

/// <summary>
/// The real service over a database of its own, on a virtual clock; only the way out is swapped, for one that can
/// fail on command, where a test does not ask for the real one. Starts on Monday 13 June 2022, 07:00, with the plan of
/// 2022 imported.
/// </summary>
public sealed class Service : IAsyncDisposable
{
    public static readonly DateTime Start = new(2022, 6, 13, 7, 0, 0);

    private readonly ServiceProvider _services;

    // Null for a second process over the same database.
    private readonly TestDatabase? _database;
    private readonly string[] _storage;

    // What the mails leave through: the faulty transport, or the real one as a test sees it.
    private readonly Func<SmtpTransport, IMailTransport>? _way;

    private Service(
        string folder, TestDatabase? database, string[] storage, ServiceProvider services, FaultyTransport transport, Func<SmtpTransport, IMailTransport>? way)
    {
        Folder = folder;
        _database = database;
        _storage = storage;
        _services = services;
        Transport = transport;
        _way = way;
    }

    public string Folder { get; }

    public FaultyTransport Transport { get; }

    public CampaignClock Clock => Get<CampaignClock>();

    public Database Database => Get<Database>();

    public Dispatcher Dispatcher => Get<Dispatcher>();

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static Task<Service> StartAsync(params string[] settings) => StartAsync(null, settings);

    /// <summary>With the real way out, to a mail server; a test may put something of its own in between.</summary>
    public static async Task<Service> StartAsync(Func<SmtpTransport, IMailTransport>? way, params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("camha-").FullName;
        var database = await TestDatabase.CreateAsync();
        var service = Open(folder, database, database.Settings, new FaultyTransport(), settings, way);
        await service.Get<SchemaMigration>().ApplyAsync(Token);
        var result = await service.Get<Importer>().ImportAsync(ImportSource.Demo, isDryRun: false, Token);
        Assert.Empty(result.Errors);
        return service;
    }

    /// <summary>A second process over the same database: what a restart, or a second node, finds.</summary>
    public Service Another(params string[] settings) => Open(Folder, null, _storage, Transport, settings, _way, Get<VirtualClock>());

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Sets the wall clock, and runs nothing.</summary>
    public void At(DateTime wallClock) => Get<VirtualClock>().Set(Clock.Instant(wallClock));

    /// <summary>Runs every look and dispatch due up to this moment.</summary>
    public Task RunAsync(DateTime from, DateTime to) => Get<Simulator>().RunAsync(from, to, null, Token);

    /// <summary>One look at one moment, without a dispatch after it.</summary>
    public Task<IssueResult> LookAsync(string name, DateTime at)
    {
        At(at);
        return Get<LookRunner>().RunAsync(_services.GetServices<ILook>().First(look => look.Name == name), Token);
    }

    /// <summary>The sweeps and one dispatch at one moment.</summary>
    public async Task<Dispatched> DispatchAsync(DateTime at)
    {
        At(at);
        await Get<OutboxSweeps>().RunAllAsync(Token);
        return await Dispatcher.DispatchAsync(Token);
    }

    public async Task<IReadOnlyList<GalleryMessage>> MessagesAsync()
    {
        await using var session = await Database.OpenAsync(Token);
        return await session.QueryAsync<GalleryMessage>("simulation/messages", null, Token);
    }

    /// <summary>Imports one file over what is there.</summary>
    public async Task ImportAsync(string file, string content)
    {
        var folder = Directory.CreateTempSubdirectory("camha-import-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, file), content, Token);
        var result = await Get<Importer>().ImportAsync(ImportSource.Folder(folder), isDryRun: false, Token);
        Directory.Delete(folder, recursive: true);
        Assert.Empty(result.Errors);
    }

    /// <summary>Changes data as another program would, past every import.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var session = await Database.OpenAsync(Token);
        await using var command = session.Connection.CreateCommand();
        command.CommandText = TestDatabase.Fit(sql, Database.Dialect);
        await command.ExecuteNonQueryAsync(Token);
    }

    public Task RenameTableAsync(string from, string to) => ExecuteAsync(Database.Dialect == Dialect.Sqlite
        ? $"ALTER TABLE {from} RENAME TO {to}"
        : $"EXEC sp_rename '{from}', '{to}', 'OBJECT'");

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        if (_database is not null)
            await _database.DisposeAsync();
        try
        {
            Directory.Delete(Folder, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Another service over the same folder was disposed first.
        }
    }

    private static Service Open(
        string folder, TestDatabase? database, string[] storage, FaultyTransport transport, string[] settings, Func<SmtpTransport, IMailTransport>? way, VirtualClock? clock = null)
    {
        var file = Path.Combine(folder, "appsettings.json");
        if (!File.Exists(file))
            File.WriteAllText(file, "{}");
        clock ??= new VirtualClock(new CampaignClock(TimeProvider.System, CampaignClock.FindZone("Asia/Ho_Chi_Minh")).Instant(Start));
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(clock).AddSingleton<Simulator>().AddSingleton<Gallery>()
            .AddScheduler(Settings.Load(file, [.. storage, .. settings]), clock)
            .AddSingleton(provider => way?.Invoke(provider.GetRequiredService<SmtpTransport>()) ?? transport);
        return new(folder, database, storage, services.BuildServiceProvider(), transport, way);
    }
}
