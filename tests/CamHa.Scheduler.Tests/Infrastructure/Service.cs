using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Import;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Simulation;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CamHa.Scheduler.Tests.Infrastructure;

/// <summary>
/// The parts of the service on a virtual clock, which the test sets; only the way out is swapped, for one that can fail on
/// command, where a test does not ask for the real one. Starts on Monday 13 June 2022, 07:00.
/// </summary>
public sealed class Service : TestService
{
    public static readonly DateTime Start = new(2022, 6, 13, 7, 0, 0);

    private readonly ServiceProvider _services;

    // What the mails leave through: the faulty transport, or the real one as a test sees it.
    private readonly Func<SmtpTransport, IMailTransport>? _way;

    private Service(TestDatabase database, string[] settings, Func<SmtpTransport, IMailTransport>? way)
        : base(database)
    {
        (Transport, _way) = (new(), way);
        _services = Build(settings, new(new CampaignClock(TimeProvider.System, CampaignClock.FindZone("Asia/Ho_Chi_Minh")).Instant(Start)));
    }

    private Service(Service first, string[] settings)
        : base(null, first.Folder, first.Storage)
    {
        (Transport, _way) = (first.Transport, first._way);
        _services = Build(settings, first.Get<VirtualClock>());
    }

    private Service(string folder)
        : base(null, folder)
    {
        Transport = new();
        _services = Build([], new(new CampaignClock(TimeProvider.System, CampaignClock.FindZone("Asia/Ho_Chi_Minh")).Instant(Start)));
    }

    public FaultyTransport Transport { get; }

    /// <summary>What it warned of.</summary>
    internal KeptLog Log { get; } = new();

    public Dispatcher Dispatcher => Get<Dispatcher>();

    private protected override IServiceProvider Services => _services;

    public static Task<Service> StartAsync(params string[] settings) => StartAsync(null, settings);

    /// <summary>With the real way out, to a mail server; a test may put something of its own in between.</summary>
    public static async Task<Service> StartAsync(Func<SmtpTransport, IMailTransport>? way, params string[] settings)
    {
        var service = new Service(await TestDatabase.CreateAsync(), settings, way);
        await service.ImportPlanAsync();
        return service;
    }

    /// <summary>A second process over the same database: what a restart, or a second node, finds.</summary>
    public Service Another(params string[] settings) => new(this, settings);

    /// <summary>The service as the program has left it in a folder: its settings, and its database.</summary>
    public static Service In(string folder) => new(folder);

    /// <summary>Sets the wall clock, and runs nothing.</summary>
    public void At(DateTime wallClock) => Get<VirtualClock>().Set(Clock.Instant(wallClock));

    /// <summary>Runs every look and dispatch due up to this moment.</summary>
    public Task RunAsync(DateTime from, DateTime to) => Get<Simulator>().RunAsync(from, to, null, Token);

    /// <summary>One look at one moment, without a dispatch after it.</summary>
    public Task<IssueResult> LookAsync(string name, DateTime at)
    {
        At(at);
        return LookAsync(name);
    }

    /// <summary>The sweeps and one dispatch at one moment.</summary>
    public async Task<Dispatched> DispatchAsync(DateTime at)
    {
        At(at);
        await SweepAsync();
        return await DispatchAsync();
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
        await System.IO.File.WriteAllTextAsync(Path.Combine(folder, file), content, Token);
        var result = await Get<Importer>().ImportAsync(ImportSource.Folder(folder), isDryRun: false, Token);
        Directory.Delete(folder, recursive: true);
        Assert.Empty(result.Errors);
    }

    public Task RenameTableAsync(string from, string to) => ExecuteAsync(Database.Dialect == Dialect.Sqlite
        ? $"ALTER TABLE {from} RENAME TO {to}"
        : $"EXEC sp_rename '{from}', '{to}', 'OBJECT'");

    private protected override Task EndAsync() => _services.DisposeAsync().AsTask();

    private ServiceProvider Build(string[] settings, VirtualClock clock) => new ServiceCollection()
        .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddProvider(Log))
        .AddSingleton(clock).AddSingleton<Timeline>().AddSingleton<Simulator>().AddSingleton<Gallery>()
        .AddScheduler(Settings.Load(Config, [.. Storage, .. settings]), clock)
        .AddSingleton(provider => _way?.Invoke(provider.GetRequiredService<SmtpTransport>()) ?? Transport)
        .BuildServiceProvider();
}
