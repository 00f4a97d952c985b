using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Outbox;

/// <summary>The wall clock is set, by hand or by a time service, while mails are on their way.</summary>
public class ClockSetTests : IAsyncLifetime
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    // By then the digests of 16 June are no longer worth sending.
    private static readonly TimeSpan TenDays = TimeSpan.FromDays(10);
    private ServiceOnClock _service = null!;

    private FaultyTransport Server => _service.Transport;

    public async ValueTask InitializeAsync() => _service = await ServiceOnClock.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Theory]
    [InlineData(-1)]
    [InlineData(-26)]
    public async Task What_was_issued_in_the_future_leaves_in_the_same_dispatch(int hours)
    {
        var taken = 0;
        Server.AfterTaking = _ => _service.Time.SetBy(++taken == 5 ? TimeSpan.FromHours(hours) : TimeSpan.Zero);
        Assert.Equal(13, (await _service.DispatchAsync()).Sent);
        await _service.SweepAsync();
        await _service.DispatchAsync();
        Assert.Equal(13, Server.Mails.DistinctBy(mail => mail.Message.MessageId).Count());
        Assert.Equal(13, Server.Mails.Count);
    }

    [Fact]
    public async Task Ten_days_forward_by_mistake_expires_nothing_and_what_waited_leaves_when_it_is_put_right()
    {
        var taken = 0;
        Server.AfterTaking = _ => _service.Time.SetBy(++taken == 5 ? TenDays : TimeSpan.Zero);
        await _service.SweepAsync();
        await _service.DispatchAsync();
        for (var minute = 0; minute < 9; minute++)
        {
            await _service.SweepAsync();
            await _service.DispatchAsync();
            _service.Time.Pass(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(0, await _service.CountAsync(OutboxState.Expired));
        _service.Time.SetBy(-TenDays);
        await _service.SweepAsync();
        await _service.DispatchAsync();
        Assert.Equal(13, await _service.CountAsync(OutboxState.Sent));
        Assert.Equal(13, Server.Mails.Count);
    }

    [Fact]
    public async Task Ten_days_forward_that_stay_are_believed_after_ten_minutes()
    {
        await _service.SweepAsync();
        _service.Time.SetBy(TenDays);
        for (var minute = 0; minute < 10; minute++)
        {
            await _service.SweepAsync();
            Assert.Equal(0, await _service.CountAsync(OutboxState.Expired));
            _service.Time.Pass(TimeSpan.FromMinutes(1));
        }

        await _service.SweepAsync();
        Assert.Equal(13, await _service.CountAsync(OutboxState.Expired));
        await _service.DispatchAsync();
        Assert.Empty(Server.Mails);
    }

    [Fact]
    public async Task A_day_forward_takes_nothing_from_a_dispatcher_at_work()
    {
        await using var other = _service.Another();
        await other.SweepAsync();
        _service.Time.Pass(TimeSpan.FromMinutes(10));
        await other.SweepAsync();
        using var answer = new ManualResetEventSlim();
        Server.AfterTaking = _ =>
        {
            if (Server.Mails.Count == 1)
                answer.Wait(TimeSpan.FromSeconds(30), Service.Token);
        };
        var dispatch = Task.Run(_service.DispatchAsync, Service.Token);
        await Eventually.TrueAsync(() => Server.Mails.Count > 0, () => "No mail left.");
        var held = await _service.CountAsync(OutboxState.Sending);
        _service.Time.SetBy(Day);
        await other.SweepAsync();
        Assert.Equal(held, await _service.CountAsync(OutboxState.Sending));
        _service.Time.SetBy(-Day);
        answer.Set();
        await dispatch;
        await other.SweepAsync();
        await other.DispatchAsync();
        Assert.Equal(13, Server.Mails.Count);
    }

    [Fact]
    public async Task What_a_dead_machine_held_is_taken_back_once_the_clock_has_been_steady_for_a_lease()
    {
        await _service.SweepAsync();
        await _service.ExecuteAsync(
            "UPDATE OutboxMessage SET State = 'Sending', LeaseOwner = 'elsewhere/1/0', "
            + $"LeaseUntil = '{_service.Time.GetUtcNow().AddMinutes(5):yyyy-MM-ddTHH:mm:ss.fffZ}'");
        _service.Time.SetBy(Hour);
        await _service.SweepAsync();
        _service.Time.Pass(TimeSpan.FromMinutes(4.9));
        await _service.SweepAsync();
        Assert.Equal(13, await _service.CountAsync(OutboxState.Sending));
        _service.Time.Pass(TimeSpan.FromMinutes(0.2));
        await _service.SweepAsync();
        Assert.Equal(13, (await _service.DispatchAsync()).Sent);
    }

    [Fact]
    public async Task A_mail_refused_for_now_while_the_clock_was_a_day_ahead_does_not_wait_for_a_day()
    {
        // It waits about a minute, on a clock that is then corrected.
        await _service.ExecuteAsync("UPDATE OutboxMessage SET ExpiresAt = '2022-06-30T00:00:00.000Z'");
        _service.Time.SetBy(Day);
        Server.Answer = _ => new(DeliveryOutcome.Retry, "RCPT", 450, "4.7.1 greylisted");
        await _service.DispatchAsync();
        _service.Time.SetBy(-Day);
        Server.Answer = _ => null;
        _service.Time.Pass(TimeSpan.FromMinutes(2));
        Assert.Equal(13, (await _service.DispatchAsync()).Sent);
    }

    [Fact]
    public async Task A_server_that_was_away_while_the_clock_was_ahead_is_tried_again_within_eleven_minutes()
    {
        _service.Time.SetBy(TimeSpan.FromDays(300));
        await _service.ExecuteAsync("UPDATE OutboxMessage SET ExpiresAt = '2099-06-30T00:00:00.000Z'");
        Server.Away = "away";
        await _service.DispatchAsync();
        Server.Away = null;
        _service.Time.SetBy(TimeSpan.FromDays(-300));
        _service.Time.Pass(TimeSpan.FromMinutes(11));
        Assert.Equal(13, (await _service.DispatchAsync()).Sent);
    }

    [Fact]
    public async Task Mails_sent_while_the_clock_was_years_ahead_do_not_fill_the_hosts_limits_for_years()
    {
        await using var limited = _service.Another(
            "Mail:Transport=smtp",
            "Mail:From=nhacviec@camha.example",
            "Smtp:PerMinute=5",
            "Smtp:PerDay=500");
        _service.Time.SetBy(Day * 3000);
        await _service.ExecuteAsync("UPDATE OutboxMessage SET ExpiresAt = '2099-06-30T00:00:00.000Z'");
        await limited.DispatchAsync();
        Assert.Equal(5, Server.Mails.Count);
        _service.Time.SetBy(-Day * 3000);
        _service.Time.Pass(TimeSpan.FromMinutes(2));
        Assert.Equal(5, (await limited.DispatchAsync()).Sent);
    }
}
