using System.Collections.Concurrent;
using System.Net;
using CamHa.Scheduler.Alerts;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using static CamHa.Scheduler.Tests.Infrastructure.RunningService;

namespace CamHa.Scheduler.Tests.Scheduling;

/// <summary>A watcher outside, played by a web server on this machine, and what it hears of a service at work.</summary>
public sealed class HeartbeatTests : IAsyncLifetime
{
    private const string Wrong = "this machine's clock is 20 min ahead of the heartbeat's";
    private const string Secret = "5f2b7c1e-secret";
    private HttpListener _watcher = new();
    private readonly ConcurrentQueue<string> _heard = new();
    private readonly ConcurrentQueue<string> _log = new();
    private string _url = "";
    private string? _date;
    private ClockWatch? _watch;
    private RunningService _service = null!;

    public async ValueTask InitializeAsync()
    {
        for (var tries = 0; !_watcher.IsListening; tries++)
        {
            try
            {
                _url = $"http://127.0.0.1:{Random.Shared.Next(20_000, 60_000)}/ping/{Secret}";
                _watcher.Prefixes.Add(_url[..(_url.IndexOf("/ping", StringComparison.Ordinal) + 1)]);
                _watcher.Start();
            }
            catch (HttpListenerException) when (tries < 20)
            {
                // The port is taken, and a listener that could not start cannot be used again.
                _watcher = new();
            }
        }

        _ = ListenAsync();
        _service = await CreateAsync();
        _service.IsWatched = true;
        _service.IsAwaiting = () => _watch is { } watch && !watch.AskedAsync(CancellationToken.None).IsCompleted;
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        _watcher.Close();
    }

    // Every look over an empty database succeeds.
    [Fact]
    public async Task A_database_without_a_plan_is_not_heard_of_as_well()
    {
        await _service.ExecuteAsync("UPDATE Unit SET IsActive = 0");
        await StartAsync();
        var heard = Assert.Single(await HeardAsync(1));
        Assert.StartsWith($"POST /ping/{Secret}/fail", heard, StringComparison.Ordinal);
        Assert.Contains("no plan", heard, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_look_that_did_its_work_is_heard_of_and_no_more_often_than_asked()
    {
        await StartAsync();
        Assert.Equal(["GET /ping/" + Secret], await HeardAsync(1)); // five looks at the start
        await _service.PassAsync(At(13, 13, 30), TimeSpan.FromMinutes(5));
        await HeardAsync(2);
        Assert.All(_heard, call => Assert.Equal("GET /ping/" + Secret, call));
        Assert.InRange(_heard.Count, 2, 5);
    }

    [Fact]
    public async Task A_database_that_is_away_is_heard_of_while_it_is_and_that_it_is_back()
    {
        await StartAsync();
        await HeardAsync(1);
        await _service.PassAsync(At(13, 7, 15), TimeSpan.FromMinutes(1));
        _service.IsAway = true;
        await _service.PassAsync(At(13, 7, 25), TimeSpan.FromMinutes(1));
        await HeardAsync(2);
        Assert.Equal($"POST /ping/{Secret}/fail Không truy cập được cơ sở dữ liệu", _heard.ElementAt(1));
        _service.IsAway = false;
        await _service.PassAsync(At(13, 7, 40), TimeSpan.FromMinutes(1));
        await HeardAsync(3);
        Assert.Equal("GET /ping/" + Secret, _heard.Last());
    }

    [Fact]
    public async Task A_watcher_that_is_away_harms_nothing_and_its_address_stands_in_no_log()
    {
        _watcher.Stop();
        await StartAsync();
        await _service.PassAsync(At(16, 7, 30), TimeSpan.FromHours(1));
        await _service.MailsAsync(13);
        Assert.Contains(_log, line => line.StartsWith("Heartbeat:Url = '***' at 127.0.0.1 is not reached", StringComparison.Ordinal));
        Assert.DoesNotContain(_log, line => line.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_clock_that_differs_from_the_watchers_is_found()
    {
        var host = await StartWithWrongClockAsync();
        Assert.Contains(
            await host.Services.GetRequiredService<Checkup>().FindAsync(Service.Token),
            finding => finding.Says.StartsWith(Wrong, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_clock_that_was_set_right_since_is_not_called_wrong()
    {
        var host = await StartWithWrongClockAsync();
        await _service.PassAsync(TimeSpan.FromSeconds(1));
        _service.Time.SetBy(TimeSpan.FromMinutes(-20));
        host.Services.GetRequiredService<ClockWatch>().HasBeenSteadyFor(TimeSpan.Zero);
        Assert.DoesNotContain(
            await host.Services.GetRequiredService<Checkup>().FindAsync(Service.Token),
            finding => finding.Says.StartsWith(Wrong, StringComparison.Ordinal));
    }

    /// <summary>It mailed a day early.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task A_service_that_starts_on_a_clock_a_day_wrong_neither_looks_nor_sends_until_it_is_set_right(int days)
    {
        await _service.ExecuteAsync(
            "INSERT INTO NoticeIssued (NoticeKey, MessageKey, CampaignId, Kind, Step, LookDay, IssuedAt, JobRunId) "
            + "VALUES ('w', 'w', 1, 'Alert', 0, '2022-06-12', '2022-06-12T00:00:00.000Z', 'w')");
        await _service.ExecuteAsync(
            "INSERT INTO OutboxMessage (MessageKey, Recipient, RecipientRole, CampaignId, Kind, LookDay, Body, Priority, State, "
            + "CreatedAt, NotBefore, ExpiresAt, MessageId, JobRunId) VALUES ('w', 'chuyen-trach-ntm@camha.example', 'To', 1, 'Alert', "
            + "'2022-06-12', 'Cần xử lý', 1, 'Pending', '2022-06-12T00:00:00.000Z', '2022-06-12T00:00:00.000Z', "
            + "'2022-07-12T00:00:00.000Z', 'w@camha.example', 'w')");
        _date = Monday0700.AddDays(-days).ToString("R");
        var host = await StartAsync();
        await _service.PassAsync(At(13, 9, 0), TimeSpan.FromMinutes(5));
        Assert.Equal(0, await _service.CountAsync("SELECT COUNT(*) FROM JobRun"));
        Assert.Empty(_service.Server.Mails);
        var findings = await host.Services.GetRequiredService<Checkup>().FindAsync(Service.Token);
        var finding = Assert.Single(findings, each => each.What == "clock");
        Assert.Contains("nothing is looked at or sent until then", finding.Says, StringComparison.Ordinal);
        Assert.True(finding.Problem!.StopsMails);

        _date = null;
        _service.Time.SetBy(TimeSpan.FromDays(-days));
        await _service.PassAsync(_service.Time.GetUtcNow().AddMinutes(30), TimeSpan.FromMinutes(1));
        Assert.NotEqual(0, await _service.CountAsync("SELECT COUNT(*) FROM JobRun WHERE Outcome = 'Succeeded'"));
        Assert.Contains(_service.Server.Mails, mail => mail.Message.MessageId == "w@camha.example");
    }

    [Fact]
    public async Task A_rehearsal_calls_nobody()
    {
        await using var service = await Service.StartAsync($"Heartbeat:Url={_url}");
        await service.LookAsync("deadlines", Service.Start);
        Assert.Empty(_heard);
    }

    private async Task<IHost> StartAsync()
    {
        var host = await _service.StartAsync(
            [$"Heartbeat:Url={_url}"],
            services => services
                .AddLogging(logging => logging.AddProvider(new Lines(_log)))
                .AddSingleton(provider => _watch = new ClockWatch(provider.GetRequiredService<TimeProvider>())));
        if (!_watch!.IsContradicted)
            await _service.LookedAsync();
        return host;
    }

    private async Task<IHost> StartWithWrongClockAsync()
    {
        _date = Monday0700.AddMinutes(-20).ToString("R");
        var host = await StartAsync();
        await HeardAsync(1);
        await Eventually.TrueAsync(() => host.Services.GetRequiredService<ClockWatch>().Ahead is not null, () => "No answer came.");
        return host;
    }

    private async Task<IEnumerable<string>> HeardAsync(int count)
    {
        await Eventually.TrueAsync(() => _heard.Count >= count, () => string.Join("; ", _heard.Concat(_log)));
        return _heard;
    }

    private async Task ListenAsync()
    {
        try
        {
            while (true)
            {
                var call = await _watcher.GetContextAsync();
                using var body = new StreamReader(call.Request.InputStream);
                var text = await body.ReadToEndAsync();
                call.Response.Headers["Date"] = _date ?? _service.Time.GetUtcNow().ToString("R");
                call.Response.Close();
                // A question for the time is no beat.
                if (call.Request.HttpMethod != "HEAD")
                    _heard.Enqueue($"{call.Request.HttpMethod} {call.Request.Url!.AbsolutePath} {text}".TrimEnd());
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private sealed class Lines(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            lines.Enqueue(formatter(state, exception) + exception);

        public void Dispose()
        {
            // Nothing is held.
        }
    }
}
