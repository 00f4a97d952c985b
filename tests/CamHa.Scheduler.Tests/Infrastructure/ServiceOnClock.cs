using CamHa.Scheduler.Commands;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Import;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Tests.Infrastructure;

/// <summary>
/// The service as it is built for good, on a clock that can be set wrong, with a server in memory; its looks, dispatches
/// and sweeps are called by hand. Begins on Thursday 16 June 2022, 07:30, with the plan of 2022 imported and its thirteen
/// digests waiting.
/// </summary>
internal sealed class ServiceOnClock : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly string _folder;

    // Null for a second process over the same database.
    private readonly TestDatabase? _database;
    private readonly string[] _storage;

    private ServiceOnClock(string folder, TestDatabase? database, string[] storage, SettableClock time, FaultyTransport transport, string[] settings, Func<bool>? isAway = null)
    {
        (_folder, _database, _storage, Time, Transport) = (folder, database, storage, time, transport);
        _host = RunCommand.Build(Settings.Load(Path.Combine(folder, "appsettings.json"), [.. storage, .. settings]), time, services =>
        {
            services.AddSingleton<IMailTransport>(transport);
            if (isAway is not null)
                services.AddSingleton<Database>(provider => new AwayDatabase(provider.GetRequiredService<IOptions<StorageOptions>>().Value, isAway));
        });
    }

    public SettableClock Time { get; }

    public FaultyTransport Transport { get; }

    public static async Task<ServiceOnClock> StartAsync(params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("camha-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "appsettings.json"), "{}", Service.Token);
        // The plan is watched from Monday on.
        var database = await TestDatabase.CreateAsync();
        var service = new ServiceOnClock(folder, database, database.Settings, new(new(2022, 6, 13, 7, 30, 0, TimeSpan.FromHours(7))), new(), settings);
        await service.Get<SchemaMigration>().ApplyAsync(Service.Token);
        Assert.Empty((await service.Get<Importer>().ImportAsync(ImportSource.Demo, isDryRun: false, Service.Token)).Errors);
        // This machine is the one that sends, and its clock is believed.
        Assert.True(await service.Get<CloneGuard>().IsArmedAsync(Service.Token));
        await service.SweepAsync();
        service.Time.Pass(TimeSpan.FromDays(3));
        Assert.Equal(13, (await service.LookAsync("deadlines")).Messages);
        return service;
    }

    /// <summary>A second process over the same database, with the same clock and server.</summary>
    public ServiceOnClock Another(params string[] settings) => new(_folder, null, _storage, Time, Transport, settings);

    /// <summary>One for which the database is away when it is said to be.</summary>
    public ServiceOnClock Another(Func<bool> isAway, params string[] settings) => new(_folder, null, _storage, Time, Transport, settings, isAway);

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public Task<IssueResult> LookAsync(string name) =>
        Get<LookRunner>().RunAsync(_host.Services.GetServices<ILook>().First(look => look.Name == name), Service.Token);

    public Task<Dispatched> DispatchAsync() => Get<Dispatcher>().DispatchAsync(Service.Token);

    public Task SweepAsync() => Get<OutboxSweeps>().RunAllAsync(Service.Token);

    public async Task ExecuteAsync(string sql)
    {
        await using var session = await Get<Database>().OpenAsync(Service.Token);
        await using var command = session.Connection.CreateCommand();
        command.CommandText = TestDatabase.Fit(sql, Get<Database>().Dialect);
        await command.ExecuteNonQueryAsync(Service.Token);
    }

    public async Task<string> ReadAsync(string sql)
    {
        await using var session = await Get<Database>().OpenAsync(Service.Token);
        await using var command = session.Connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(await command.ExecuteScalarAsync(Service.Token), System.Globalization.CultureInfo.InvariantCulture)!;
    }

    /// <summary>How many messages are in a state.</summary>
    public async Task<int> CountAsync(OutboxState state) =>
        int.Parse(await ReadAsync($"SELECT COUNT(*) FROM OutboxMessage WHERE State = '{state}'"), System.Globalization.CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        if (_host is IAsyncDisposable host)
            await host.DisposeAsync();
        SqliteConnection.ClearAllPools();
        if (_database is not null)
            await _database.DisposeAsync();
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }
}
