using System.Globalization;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using static CamHa.Scheduler.Tests.Infrastructure.RunningService;

namespace CamHa.Scheduler.Tests.Scheduling;

/// <summary>The service on a machine whose clock shows another day than that of the mail server, which says so when it greets.</summary>
public sealed class ServerClocksTests : IAsyncLifetime
{
    private readonly SmallSmtpServer _server = new();
    private TimeSpan _ahead = TimeSpan.FromDays(1);
    private ClockWatch? _watch;
    private RunningService _service = null!;

    public async ValueTask InitializeAsync()
    {
        _service = await CreateAsync();
        _service.IsAwaiting = () => _watch is { } watch && !watch.AskedAsync(CancellationToken.None).IsCompleted;
        _server.Answer = command => command == SmallSmtpServer.Connect ? $"220 mail ESMTP Exim 4.98 {There()}" : null;
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        await _server.DisposeAsync();
    }

    /// <summary>It looked a day early, and what is owed on the day itself was taken for said.</summary>
    [Fact]
    public async Task After_a_day_without_a_look_the_first_waits_until_the_mail_server_agrees_on_the_day()
    {
        await RecordALookAsync(Monday0700.AddDays(-2));
        await StartAsync();
        Assert.Equal(1, await _service.CountAsync("SELECT COUNT(*) FROM JobRun"));
        Assert.True(_watch!.IsContradicted);

        _ahead = TimeSpan.Zero;
        await _service.PassAsync(TimeSpan.FromMinutes(10));
        await Eventually.TrueAsync(() => !_watch.IsContradicted, () => "It did not ask again.");
        await _service.PassAsync(TimeSpan.FromMinutes(1));
        await _service.LookedAsync();
    }

    /// <summary>With the database away at the start nobody was asked, and the first look was a day early.</summary>
    [Fact]
    public async Task A_database_that_is_away_at_the_start_is_asked_when_it_is_there()
    {
        await RecordALookAsync(Monday0700.AddDays(-2));
        (_service.IsAway, _service.IsAwaiting) = (true, () => false);
        await StartAsync();
        await _service.PassAsync(TimeSpan.FromMinutes(1));
        Assert.False(_watch!.IsContradicted);
        _service.IsAway = false;
        await _service.PassAsync(TimeSpan.FromMinutes(1));
        await Eventually.TrueAsync(() => _watch.IsContradicted, () => "No server was asked.");
        await _service.PassAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await _service.CountAsync("SELECT COUNT(*) FROM JobRun"));
    }

    [Fact]
    public async Task A_service_that_looked_this_morning_asks_no_server_for_the_time()
    {
        await RecordALookAsync(Monday0700.AddHours(-2));
        await StartAsync();
        await _service.LookedAsync();
        Assert.DoesNotContain(SmallSmtpServer.Connect, _server.Commands);
    }

    // As the real clock has it, whatever clock the service runs by.
    private string There() =>
        (TimeProvider.System.GetUtcNow() - _ahead).ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture);

    private Task RecordALookAsync(DateTimeOffset at) => _service.ExecuteAsync(
        "INSERT INTO JobRun (Id, Job, Host, StartedAt, Outcome) "
        + $"VALUES ('w', 'weekly', 'w', '{at.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}', 'Failed')");

    private Task StartAsync() => _service.StartAsync(
        ["Smtp:Host=127.0.0.1", $"Smtp:Port={_server.Port}", "Smtp:Security=none"],
        services => services
            .AddSingleton<IMailTransport>(provider => provider.GetRequiredService<SmtpTransport>())
            .AddSingleton(provider => _watch = new ClockWatch(provider.GetRequiredService<TimeProvider>())));
}
