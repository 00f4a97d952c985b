using System.Data.Common;
using CamHa.Scheduler.Alerts;
using CamHa.Scheduler.Commands;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Hosting;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Tests.Infrastructure;

/// <summary>
/// The real host, at work: Quartz and the dispatcher run, over an SQLite file that can be made to be away, with a server
/// in memory, on a clock that only this moves: each step begins when what the last one woke has come to rest. The plan of
/// 2022 is imported on Monday 13 June 2022, 07:00.
/// </summary>
internal sealed class RunningService : TestService
{
    public static readonly DateTimeOffset Monday0700 = At(13, 7, 0);
    private readonly List<IHost> _hosts = [];
    private readonly Rest _rest;
    private int _starts;

    // Never started.
    private readonly IHost _asked;

    private RunningService()
        : base(null) => (_rest, _asked) = (new(() => IsAwaiting()), Build([], null));

    public SettableClock Time { get; } = new(Monday0700);

    public FaultyTransport Server { get; } = new();

    /// <summary>Whether the database refuses every connection but the test's own.</summary>
    public bool IsAway { get; set; }

    /// <summary>Whether it notices what is wrong with itself, and tells people by mails that most tests do not count.</summary>
    public bool IsWatched { get; set; }

    /// <summary>Whether it waits for another program's answer, where it has one to ask.</summary>
    public Func<bool> IsAwaiting { get; set; } = () => false;

    /// <summary>How often it has ended its process, or would have.</summary>
    public int Ends { get; private set; }

    private protected override IServiceProvider Services => _asked.Services;

    public static DateTimeOffset At(int day, int hour, int minute) => new(2022, 6, day, hour, minute, 0, TimeSpan.FromHours(7));

    /// <summary>The data, and nothing that runs yet.</summary>
    public static async Task<RunningService> CreateAsync()
    {
        var service = new RunningService();
        await service.ImportPlanAsync();
        return service;
    }

    /// <summary>Starts a process's worth of it, beside those that run, and lets it do what it does at its start.</summary>
    public async Task<IHost> StartAsync(string[]? settings = null, Action<IServiceCollection>? add = null)
    {
        var host = Build(settings ?? [], add);
        _hosts.Add(host);
        _starts++;
        await _rest.OfAsync(() => host.StartAsync(Token));
        return host;
    }

    public async Task StopAsync(IHost host)
    {
        _hosts.Remove(host);
        await host.StopAsync(CancellationToken.None);
        host.Dispose();
    }

    /// <summary>The clock goes on by steps.</summary>
    public async Task PassAsync(DateTimeOffset until, TimeSpan step)
    {
        while (Time.GetUtcNow() < until)
            await PassAsync(until - Time.GetUtcNow() < step ? until - Time.GetUtcNow() : step);
    }

    /// <summary>The clock goes on by one step.</summary>
    public Task PassAsync(TimeSpan step) => _rest.OfAsync(() => Time.Pass(step));

    /// <summary>The clock goes on in one leap, as of a machine that slept.</summary>
    public Task LeapAsync(DateTimeOffset to) => PassAsync(to - Time.GetUtcNow());

    /// <summary>The clock goes on by seconds until this is so, for an hour at the most.</summary>
    /// <returns>Whether it is so.</returns>
    public async Task<bool> PassUntilAsync(Func<Task<bool>> condition)
    {
        for (var end = Time.GetUtcNow().AddHours(1); Time.GetUtcNow() < end; await PassAsync(TimeSpan.FromSeconds(5)))
        {
            if (await condition())
                return true;
        }

        return false;
    }

    /// <summary>The clock goes on until so many mails have been taken, and no more.</summary>
    public async Task MailsAsync(int count)
    {
        await PassUntilAsync(() => Task.FromResult(Server.Mails.Count >= count));
        Assert.True(
            count == Server.Mails.Count,
            string.Join('\n', Server.Mails.Select(mail => $"{mail.Message.Date:d/M HH:mm} {mail.Recipient} {mail.Subject}")));
    }

    /// <summary>
    /// Every look has run at the start, and succeeded, as often as there was one. One that found the database locked for longer
    /// than it waits, as on a busy machine, runs again within minutes.
    /// </summary>
    public async Task LookedAsync()
    {
        const string succeeded = "SELECT COUNT(*) FROM (SELECT DISTINCT Job, Host FROM JobRun WHERE Outcome = 'Succeeded')";
        await PassUntilAsync(async () => await CountAsync(succeeded) >= 5 * _starts);
        Assert.Equal(5 * _starts, await CountAsync(succeeded));
    }

    private protected override async Task EndAsync()
    {
        foreach (var host in _hosts.ToList())
            await StopAsync(host);
        _asked.Dispose();
    }

    private protected override async Task<DbConnection> ConnectAsync()
    {
        var connection = new SqliteConnection($"Data Source={File};Pooling=False;Default Timeout=30");
        await connection.OpenAsync(Token);
        return connection;
    }

    private IHost Build(string[] settings, Action<IServiceCollection>? add) => RunCommand.Build(
        // No page unless it is asked for: every test would want the same port.
        Settings.Load(Config, ["Web:Enabled=false", .. settings]),
        Time,
        services =>
        {
            services.AddLogging(logging => logging.ClearProviders());
            services.AddSingleton<IMailTransport>(Server);
            // The process is the tests' own.
            services.AddSingleton(new ProcessEnd(() => Ends++));
            if (!settings.Contains("Storage:Provider=sqlserver"))
                services.AddSingleton<Database>(
                    provider => new AwayDatabase(provider.GetRequiredService<IOptions<StorageOptions>>().Value, () => IsAway));
            if (!IsWatched)
                services.RemoveAll<ICheck>();
            add?.Invoke(services);
        });
}
