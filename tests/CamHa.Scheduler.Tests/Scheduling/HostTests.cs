using CamHa.Scheduler.Commands;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Hosting;
using CamHa.Scheduler.Import;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace CamHa.Scheduler.Tests.Scheduling;

/// <summary>The real host with Quartz and the dispatcher running, on a clock that is moved by hand.</summary>
public sealed class HostTests : IAsyncLifetime
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;
    private static readonly TimeSpan Hours7 = TimeSpan.FromHours(7);
    private readonly string _folder = Directory.CreateTempSubdirectory("camha-").FullName;
    private readonly FaultyTransport _server = new();
    private FakeTimeProvider _time = null!;
    private IHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "appsettings.json"), "{}", Token);
        await StartAsync(new(2022, 6, 13, 7, 0, 0, Hours7));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task The_sample_week_happens_by_itself()
    {
        await UntilAsync(16, 7, 30, mails: 13);
        await UntilAsync(16, 14, 0, mails: 29);
        await UntilAsync(17, 8, 0, mails: 43);
        await UntilAsync(17, 14, 30, mails: 49);
        await UntilAsync(17, 16, 30, mails: 52);
        await UntilAsync(20, 8, 0, mails: 55);
        Assert.Equal(new DateTimeOffset(2022, 6, 17, 16, 30, 0, Hours7), _server.Mails[49].Message.Date);
        Assert.Equal("[NTM Cẩm Hà] Báo cáo tổng hợp tuần 24/2022 (13–19/6)", _server.Mails[49].Subject);
    }

    [Fact]
    public async Task A_power_cut_over_the_reports_time_is_made_up_for_at_the_start()
    {
        await _host.StopAsync(Token);
        _host.Dispose();
        await StartAsync(new(2022, 6, 18, 10, 0, 0, Hours7));
        await WaitAsync(3);
        Assert.All(_server.Mails, mail => Assert.Contains("Phát hành muộn", mail.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stop_waits_for_the_look_under_way_and_ends_within_ten_seconds()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        _time.Advance(new DateTimeOffset(2022, 6, 16, 7, 30, 0, Hours7) - _time.GetUtcNow());
        await _host.StopAsync(Token);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10));
        await using var session = await _host.Services.GetRequiredService<Database>().OpenAsync(Token);
        Assert.DoesNotContain("Running", (await session.QueryAsync<Run>("status/last-runs", null, Token)).Select(run => run.Outcome));
    }

    [Fact]
    public async Task A_run_that_died_with_its_process_is_closed_as_abandoned_by_the_next_start()
    {
        await WaitForRunsAsync();
        await using (var session = await _host.Services.GetRequiredService<Database>().OpenAsync(Token))
            await session.ExecuteAsync("scheduling/start-run", new { Id = "ffff", Job = "deadlines", Host = Environment.MachineName, StartedAt = _time.GetUtcNow() }, Token);
        await _host.Services.GetRequiredService<LookRunner>().AbandonUnfinishedAsync(Token);
        await using var after = await _host.Services.GetRequiredService<Database>().OpenAsync(Token);
        Assert.Contains("Abandoned", (await after.QueryAsync<Run>("status/last-runs", null, Token)).Select(run => run.Outcome));
    }

    private async Task StartAsync(DateTimeOffset now)
    {
        _time = new(now) { AutoAdvanceAmount = TimeSpan.Zero };
        _host = RunCommand.Build(Settings.Load(Path.Combine(_folder, "appsettings.json"), ["Web:Enabled=false"]), _time, services => services.AddSingleton<IMailTransport>(_server).AddSingleton(new ProcessEnd(() => { })));
        await _host.Services.GetRequiredService<SchemaMigration>().ApplyAsync(Token);
        Assert.Empty((await _host.Services.GetRequiredService<Importer>().ImportAsync(ImportSource.Demo, isDryRun: false, Token)).Errors);
        await _host.StartAsync(Token);
    }

    private async Task UntilAsync(int day, int hour, int minute, int mails)
    {
        await WaitForRunsAsync();
        var at = new DateTimeOffset(2022, 6, day, hour, minute, 0, Hours7);
        _time.Advance(at - _time.GetUtcNow());
        await WaitAsync(mails);
    }

    // Real time, because the scheduler's threads are real: as long as it takes, up to a limit that means failure.
    private async Task WaitAsync(int mails)
    {
        for (var tries = 0; tries < 500 && _server.Mails.Count < mails; tries++)
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Token);
        Assert.Equal(mails, _server.Mails.Count);
    }

    private async Task WaitForRunsAsync()
    {
        for (var tries = 0; tries < 500; tries++)
        {
            await using var session = await _host.Services.GetRequiredService<Database>().OpenAsync(Token);
            var runs = await session.QueryAsync<Run>("status/last-runs", null, Token);
            if (runs.Count == _host.Services.GetServices<ILook>().Count() && runs.TrueForAll(run => run.Outcome == "Succeeded"))
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Token);
        }
    }

    private sealed record Run
    {
        public string Outcome { get; init; } = "";
    }
}
