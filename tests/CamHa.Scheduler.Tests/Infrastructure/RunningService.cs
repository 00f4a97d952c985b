using CamHa.Scheduler.Alerts;
using CamHa.Scheduler.Commands;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Hosting;
using CamHa.Scheduler.Import;
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
/// in memory, on a clock that is moved by hand. The plan of 2022 is imported on Monday 13 June 2022, 07:00.
/// </summary>
internal sealed class RunningService : IAsyncDisposable
{
    public static readonly DateTimeOffset Monday0700 = At(13, 7, 0);
    private readonly string _folder;
    private readonly List<IHost> _hosts = [];

    private RunningService(string folder) => _folder = folder;

    public SettableClock Time { get; } = new(Monday0700);

    public FaultyTransport Server { get; } = new();

    public string File => Path.Combine(_folder, "camha.db");

    /// <summary>Whether the database refuses every connection.</summary>
    public bool IsAway { get; set; }

    /// <summary>Whether it notices what is wrong with itself, and tells people by mails that most tests do not count.</summary>
    public bool IsWatched { get; set; }

    /// <summary>How often it has ended its process, or would have.</summary>
    public int Ends { get; private set; }

    public static DateTimeOffset At(int day, int hour, int minute) => new(2022, 6, day, hour, minute, 0, TimeSpan.FromHours(7));

    /// <summary>The data, and nothing that runs yet.</summary>
    public static async Task<RunningService> CreateAsync()
    {
        var service = new RunningService(Directory.CreateTempSubdirectory("camha-").FullName);
        await System.IO.File.WriteAllTextAsync(Path.Combine(service._folder, "appsettings.json"), "{}", Service.Token);
        using var host = service.Build([], null);
        await host.Services.GetRequiredService<SchemaMigration>().ApplyAsync(Service.Token);
        Assert.Empty((await host.Services.GetRequiredService<Importer>().ImportAsync(ImportSource.Demo, isDryRun: false, Service.Token)).Errors);
        return service;
    }

    /// <summary>Starts a process's worth of it, beside those that run.</summary>
    public async Task<IHost> StartAsync(string[]? settings = null, Action<IServiceCollection>? add = null)
    {
        var host = Build(settings ?? [], add);
        _hosts.Add(host);
        await host.StartAsync(Service.Token);
        return host;
    }

    public async Task StopAsync(IHost host)
    {
        _hosts.Remove(host);
        await host.StopAsync(CancellationToken.None);
        host.Dispose();
    }

    /// <summary>The clock goes on by steps; real threads get a moment at each.</summary>
    public async Task PassAsync(DateTimeOffset until, TimeSpan step)
    {
        while (Time.GetUtcNow() < until)
        {
            Time.Pass(until - Time.GetUtcNow() < step ? until - Time.GetUtcNow() : step);
            await Task.Delay(TimeSpan.FromMilliseconds(15), TimeProvider.System, Service.Token);
        }
    }

    /// <summary>Waits in real time, the clock going on by seconds meanwhile, until so many mails have been taken.</summary>
    public async Task MailsAsync(int count)
    {
        for (var tries = 0; tries < 500 && Server.Mails.Count < count; tries++)
        {
            Time.Pass(TimeSpan.FromSeconds(5));
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Service.Token);
        }

        Assert.True(count == Server.Mails.Count, string.Join('\n', Server.Mails.Select(mail => $"{mail.Message.Date:d/M HH:mm} {mail.Recipient} {mail.Subject}")));
    }

    /// <summary>Waits until every look has run, and succeeded, as often as there are hosts.</summary>
    public async Task LookedAsync()
    {
        for (var tries = 0; tries < 500; tries++)
        {
            if (await CountAsync("SELECT COUNT(*) FROM (SELECT DISTINCT Job, Host FROM JobRun WHERE Outcome = 'Succeeded')") == 5 * _hosts.Count)
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Service.Token);
        }

        Assert.Fail("The looks at the start did not run.");
    }

    public async Task<long> CountAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={File};Pooling=False;Default Timeout=30");
        await connection.OpenAsync(Service.Token);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(Service.Token), System.Globalization.CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts.ToList())
            await StopAsync(host);
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private IHost Build(string[] settings, Action<IServiceCollection>? add) => RunCommand.Build(
        // No page unless it is asked for: every test would want the same port.
        Settings.Load(Path.Combine(_folder, "appsettings.json"), ["Web:Enabled=false", .. settings]),
        Time,
        services =>
        {
            services.AddLogging(logging => logging.ClearProviders());
            services.AddSingleton<IMailTransport>(Server);
            // The process is the tests' own.
            services.AddSingleton(new ProcessEnd(() => Ends++));
            if (!settings.Contains("Storage:Provider=sqlserver"))
                services.AddSingleton<Database>(provider => new AwayDatabase(provider.GetRequiredService<IOptions<StorageOptions>>().Value, () => IsAway));
            if (!IsWatched)
                services.RemoveAll<ICheck>();
            add?.Invoke(services);
        });
}
