using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using static CamHa.Scheduler.Tests.Infrastructure.RunningService;

namespace CamHa.Scheduler.Tests.Scheduling;

/// <summary>The whole service through its week, its starts and its stops.</summary>
public sealed class HostTests : IAsyncLifetime
{
    private const string Runs = "SELECT COUNT(*) FROM JobRun WHERE Outcome = ";
    private readonly TaskCompletionSource _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _hangs;
    private RunningService _service = null!;
    private IHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _service = await CreateAsync();
        _service.IsWatched = true;
        _host = await _service.StartAsync(add: services => services.AddSingleton<Database>(provider => new AwayDatabase(
            provider.GetRequiredService<IOptions<StorageOptions>>().Value, () => false, answer: () => _hangs
                ? _answer.Task
                : Task.CompletedTask)));
        await _service.LookedAsync();
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task The_sample_week_happens_by_itself()
    {
        foreach (var (day, hour, minute, mails) in new[]
        {
            (16, 7, 30, 13),
            (16, 14, 0, 29),
            (17, 8, 0, 43),
            (17, 14, 30, 49),
            (17, 16, 30, 52),
            (20, 8, 0, 55)
        })
        {
            await _service.LeapAsync(At(day, hour, minute));
            await _service.MailsAsync(mails);
        }

        Assert.Equal(At(17, 16, 30), _service.Server.Mails[49].Message.Date);
        Assert.Equal("[NTM Cẩm Hà] Báo cáo tổng hợp tuần 24/2022 (13–19/6)", _service.Server.Mails[49].Subject);
    }

    [Fact]
    public async Task A_power_cut_over_the_reports_time_is_made_up_for_at_the_start()
    {
        await _service.StopAsync(_host);
        await _service.LeapAsync(At(18, 10, 0));
        await _service.StartAsync();
        await _service.MailsAsync(3);
        Assert.All(_service.Server.Mails, mail => Assert.Contains("Phát hành muộn", mail.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stop_waits_for_the_look_under_way_and_ends_within_ten_seconds()
    {
        Assert.True(_host.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout < TimeSpan.FromSeconds(10));
        _hangs = true;
        await _service.LeapAsync(At(16, 7, 30));
        var stop = _service.StopAsync(_host);
        Assert.False(stop.IsCompleted);
        var succeeded = await _service.CountAsync(Runs + "'Succeeded'");
        _hangs = false;
        _answer.SetResult();
        await stop;
        Assert.Equal(0, await _service.CountAsync(Runs + "'Running'"));
        Assert.True(await _service.CountAsync(Runs + "'Succeeded'") > succeeded);
    }

    [Fact]
    public async Task A_run_that_died_with_its_process_is_closed_as_abandoned_by_the_next_start()
    {
        await using (var session = await _service.Database.OpenAsync(Service.Token))
            await session.ExecuteAsync(
                "scheduling/start-run",
                new { Id = "ffff", Job = "deadlines", Host = Environment.MachineName, StartedAt = _service.Time.GetUtcNow() },
                Service.Token);
        await _host.Services.GetRequiredService<LookRunner>().AbandonUnfinishedAsync(Service.Token);
        Assert.Equal(1, await _service.CountAsync(Runs + "'Abandoned'"));
    }
}
