using CamHa.Scheduler.Commands;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Tests.Infrastructure;

/// <summary>
/// The service as it is built for good, on a clock that can be set wrong, with a server in memory; its looks, dispatches
/// and sweeps are called by hand. Begins on Thursday 16 June 2022, 07:30, with thirteen digests waiting.
/// </summary>
internal sealed class ServiceOnClock : TestService
{
    private readonly IHost _host;

    private ServiceOnClock(TestDatabase database, string[] settings)
        : base(database)
    {
        // The plan is watched from Monday on.
        (Time, Transport) = (new(new(2022, 6, 13, 7, 30, 0, TimeSpan.FromHours(7))), new());
        _host = Build(settings, null);
    }

    private ServiceOnClock(ServiceOnClock first, string[] settings, Func<bool>? isAway)
        : base(null, first.Folder, first.Storage)
    {
        (Time, Transport) = (first.Time, first.Transport);
        _host = Build(settings, isAway);
    }

    public SettableClock Time { get; }

    public FaultyTransport Transport { get; }

    private protected override IServiceProvider Services => _host.Services;

    public static async Task<ServiceOnClock> StartAsync(params string[] settings)
    {
        var service = new ServiceOnClock(await TestDatabase.CreateAsync(), settings);
        await service.ImportPlanAsync();
        // This machine is the one that sends, and its clock is believed.
        Assert.True(await service.Get<CloneGuard>().IsArmedAsync(Token));
        await service.SweepAsync();
        service.Time.Pass(TimeSpan.FromDays(3));
        Assert.Equal(13, (await service.LookAsync("deadlines")).Messages);
        return service;
    }

    /// <summary>A second process over the same database, with the same clock and server.</summary>
    public ServiceOnClock Another(params string[] settings) => new(this, settings, null);

    /// <summary>One for which the database is away when it is said to be.</summary>
    public ServiceOnClock Another(Func<bool> isAway, params string[] settings) => new(this, settings, isAway);

    private protected override async Task EndAsync()
    {
        if (_host is IAsyncDisposable host)
            await host.DisposeAsync();
    }

    private IHost Build(
        string[] settings,
        Func<bool>? isAway) => RunCommand.Build(Settings.Load(Config, [.. Storage, .. settings]), Time, services =>
    {
        services.AddLogging(logging => logging.ClearProviders());
        services.AddSingleton<IMailTransport>(Transport);
        if (isAway is not null)
            services.AddSingleton<Database>(
                provider => new AwayDatabase(provider.GetRequiredService<IOptions<StorageOptions>>().Value, isAway));
    });
}
