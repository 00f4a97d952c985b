using CamHa.Scheduler.Alerts;
using CamHa.Scheduler.Alerts.Checks;
using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Observability;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Simulation;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CamHa.Scheduler.Tests.Outbox;

public class SendingPauseTests : IAsyncLifetime
{
    private static readonly DateTime Thursday0730 = new(2022, 6, 16, 7, 30, 0);
    private Service _service = null!;

    private SendingPause Pause => _service.Get<SendingPause>();

    private IReadOnlyList<Taken> Mails => _service.Transport.Mails;

    public async ValueTask InitializeAsync() => _service = await Service.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Nothing_leaves_from_any_machine_until_a_person_says_go_on()
    {
        Assert.True(await Pause.BeginAsync(Service.Token));
        Assert.False(await Pause.BeginAsync(Service.Token));
        await _service.LookAsync("deadlines", Thursday0730);
        await _service.DispatchAsync(Thursday0730);
        await using var other = _service.Another();
        await other.DispatchAsync(Thursday0730.AddMinutes(1));
        Assert.Empty(Mails);
        Assert.Equal(new Dictionary<string, int> { ["Deadline"] = 13 }, await Pause.WaitingAsync(Service.Token));
        Assert.True(await other.Get<SendingPause>().EndAsync(Service.Token));
        Assert.False(await Pause.EndAsync(Service.Token));
        await _service.DispatchAsync(Thursday0730.AddMinutes(2));
        Assert.Equal(13, Mails.Count);
    }

    [Fact]
    public async Task A_dispatch_under_way_stops_and_what_it_had_not_begun_is_in_no_doubt()
    {
        await _service.LookAsync("deadlines", Thursday0730);
        _service.Transport.AfterTaking = _ => Pause.BeginAsync(Service.Token).GetAwaiter().GetResult();
        await _service.DispatchAsync(Thursday0730);
        var sent = Mails.Count;
        Assert.InRange(sent, 1, 12);
        Assert.Equal(
            13 - sent,
            await _service.CountAsync("SELECT COUNT(*) FROM OutboxMessage WHERE State = 'Pending' AND InDoubt = 0 AND Attempts = 0"));
        _service.Transport.AfterTaking = _ => { };
        await Pause.EndAsync(Service.Token);
        await _service.DispatchAsync(Thursday0730.AddMinutes(1));
        Assert.Equal(13, Mails.Select(mail => mail.Message.MessageId).Distinct().Count());
        Assert.Equal(13, Mails.Count);
    }

    [Fact]
    public async Task What_loses_its_point_while_it_waits_expires()
    {
        await _service.DispatchAsync(Service.Start);
        await Pause.BeginAsync(Service.Token);
        await _service.LookAsync("reminders", new(2022, 6, 16, 14, 0, 0));
        var waiting = await _service.CountAsync(OutboxState.Pending);
        await _service.DispatchAsync(new(2022, 6, 17, 8, 1, 0));
        Assert.Equal(waiting, await _service.CountAsync(OutboxState.Expired));
        Assert.Empty(Mails);
    }

    [Fact]
    public async Task Doctor_page_and_after_a_day_the_heartbeat_say_it_and_no_mail_does()
    {
        _service.At(Thursday0730);
        Assert.DoesNotContain(await FindAsync(), finding => finding.What == "pause");
        await Pause.BeginAsync(Service.Token);
        var pause = Assert.Single(await FindAsync(), finding => finding.What == "pause");
        Assert.False(pause.IsGood);
        Assert.Contains("camha resume", pause.Says, StringComparison.Ordinal);
        Assert.Equal(
            (PauseCheck.Key, false, false, true),
            (pause.Problem!.Key, pause.Problem.TellsNow, pause.Problem.StopsMails, pause.Problem.TellsOver));
        // What waits for hours waits because of it, and is not told besides.
        await _service.LookAsync("deadlines", Thursday0730);
        _service.At(Thursday0730.AddDays(1));
        var later = await FindAsync();
        Assert.True(Assert.Single(later, finding => finding.What == "pause").Problem!.StopsMails);
        Assert.DoesNotContain(later, finding => finding.What == "outbox");
    }

    [Fact]
    public async Task Health_is_degraded_by_a_pause_that_may_have_been_forgotten()
    {
        _service.At(Thursday0730);
        await _service.DispatchAsync(Thursday0730);
        await Pause.BeginAsync(Service.Token);
        Assert.Equal(HealthStatus.Healthy, (await HealthAsync()).Status);
        Assert.Contains("camha resume", (await HealthAsync()).Description, StringComparison.Ordinal);
        _service.At(Thursday0730.AddDays(1));
        Assert.Equal(HealthStatus.Degraded, (await HealthAsync()).Status);
    }

    private Task<IReadOnlyList<Finding>> FindAsync() => _service.Get<Checkup>().FindAsync(Service.Token);

    private Task<HealthCheckResult> HealthAsync() => new MailHealth(
        _service.Get<CircuitBreaker>(),
        _service.Get<CloneGuard>(),
        Pause,
        _service.Transport,
        _service.Get<VirtualClock>()).CheckHealthAsync(new(), Service.Token);
}
