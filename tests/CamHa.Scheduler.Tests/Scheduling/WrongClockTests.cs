using CamHa.Scheduler.Tests.Infrastructure;
using static CamHa.Scheduler.Tests.Infrastructure.RunningService;

namespace CamHa.Scheduler.Tests.Scheduling;

/// <summary>The running service while somebody, or a time service, sets its clock wrong, and right again.</summary>
[Collection(SteppedClock.Name)]
public sealed class WrongClockTests : IAsyncLifetime
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(20);
    private RunningService _service = null!;

    public async ValueTask InitializeAsync()
    {
        _service = await CreateAsync();
        await _service.StartAsync();
        await _service.LookedAsync();
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    // Quartz had taken every trigger's next time from the wrong day, and would have left out the right one's.
    [Fact]
    public async Task After_two_minutes_on_tomorrows_date_todays_looks_take_place_all_the_same()
    {
        await _service.PassAsync(At(16, 7, 0), TimeSpan.FromHours(1));
        await AheadAsync(Day, TimeSpan.FromMinutes(2));
        await _service.MailsAsync(13);
        await _service.LeapAsync(At(16, 14, 0));
        await _service.MailsAsync(29);
    }

    [Fact]
    public async Task A_report_is_not_issued_a_day_early_by_a_clock_that_is_put_right_within_ten_minutes()
    {
        await _service.PassAsync(At(16, 17, 0), TimeSpan.FromMinutes(15));
        await _service.MailsAsync(29);
        await AheadAsync(Day, TimeSpan.FromMinutes(9));
        Assert.Equal(0, await _service.CountAsync("SELECT COUNT(*) FROM WeeklyReport"));
        foreach (var (hour, minute, mails) in new[] { (8, 0, 43), (14, 30, 49), (16, 30, 52) })
        {
            await _service.LeapAsync(At(17, hour, minute));
            await _service.MailsAsync(mails);
        }
    }

    [Fact]
    public async Task A_clock_that_was_slow_and_is_put_right_is_believed_after_ten_minutes()
    {
        await _service.PassAsync(At(16, 6, 0), TimeSpan.FromHours(1));
        _service.Time.SetBy(TimeSpan.FromHours(3));
        await _service.PassAsync(At(16, 9, 9), Step);
        Assert.Empty(_service.Server.Mails);
        await _service.PassAsync(At(16, 9, 12), Step);
        await _service.MailsAsync(13);
    }

    private async Task AheadAsync(TimeSpan by, TimeSpan span)
    {
        _service.Time.SetBy(by);
        await _service.PassAsync(_service.Time.GetUtcNow() + span, Step);
        _service.Time.SetBy(-by);
        await _service.PassAsync(_service.Time.GetUtcNow().AddMinutes(3), Step);
    }
}
