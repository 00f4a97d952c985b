using System.Globalization;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Status;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Status;

public sealed class StatusReaderTests : IAsyncLifetime
{
    private Service _service = null!;

    public async ValueTask InitializeAsync() => _service = await Service.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Before_anything_ran_nothing_is_said_to_have_run_and_the_first_that_runs_will_send()
    {
        var status = await ReadAsync();
        Assert.Equal(Service.Start, status.Now);
        Assert.Empty(status.LastRuns);
        Assert.Empty(status.Outbox);
        Assert.Empty(status.ArmedFor);
        Assert.Equal((_service.Database.Description, "a server in memory"), (status.Database, status.Transport.English));
    }

    [Fact]
    public async Task The_looks_stand_in_the_order_of_their_next_time()
    {
        _service.At(new(2022, 6, 16, 8, 0, 0));
        var next = (await ReadAsync()).NextLooks;
        Assert.Equal(
            [
                ("undelivered", new(2022, 6, 16, 13, 30, 0)),
                ("reminders", new(2022, 6, 16, 14, 0, 0)),
                ("deadlines", new(2022, 6, 17, 7, 30, 0)),
                ("report", new(2022, 6, 17, 16, 30, 0)),
                // One whose time is this very moment has it behind it.
                ("supplement", new DateTime(2022, 6, 20, 8, 0, 0)),
            ],
            next.Select(look => (look.Look, look.At)));
    }

    [Theory]
    // On a Sunday a report was promised for 16:30 of the same day.
    [InlineData("2022-06-19 10:00", "deadlines 06-20 07:30, supplement 06-20 08:00, undelivered 06-20 08:00, "
        + "reminders 06-23 14:00, report 06-24 16:30")]
    // Friday 2 September is a day off, and Thursday the 1st too: the week's report leaves on Wednesday.
    [InlineData("2022-08-31 09:00", "undelivered 08-31 13:30, reminders 08-31 14:30, report 08-31 16:30, deadlines 09-05 07:30, "
        + "supplement 09-05 08:00")]
    // The campaign ends with the year; what is overdue is told for thirty days more.
    [InlineData("2022-12-31 09:00", "supplement 01-03 08:00, undelivered 01-03 08:00, deadlines 01-03 07:30, reminders never, "
        + "report never")]
    public async Task A_look_is_promised_for_when_it_can_do_something(string now, string next)
    {
        _service.At(DateTime.Parse(now, CultureInfo.InvariantCulture));
        var said = (await ReadAsync()).NextLooks.Select(look => $"{look.Look} {(look.At is { } at ? $"{at:MM-dd HH:mm}" : "never")}");
        Assert.Equal(next.Split(", ").Order(), said.Order());
    }

    [Fact]
    public async Task Without_a_campaign_no_look_is_promised()
    {
        await _service.ExecuteAsync("UPDATE Campaign SET StartsOn = '2021-01-01', EndsOn = '2021-12-31'");
        Assert.All((await ReadAsync()).NextLooks, look => Assert.Null(look.At));
    }

    [Fact]
    public async Task It_says_of_each_look_how_it_ended_last_and_of_the_outbox_how_much_is_where()
    {
        await _service.LookAsync("deadlines", new(2022, 6, 15, 7, 30, 0));
        await _service.LookAsync("deadlines", new(2022, 6, 16, 7, 30, 0));
        var status = await ReadAsync();
        var run = Assert.Single(status.LastRuns);
        Assert.Equal(("deadlines", RunOutcome.Succeeded, 13), (run.Job, run.Outcome, run.Messages));
        Assert.Equal(_service.Clock.Instant(new(2022, 6, 16, 7, 30, 0)), run.StartedAt);
        Assert.Equal(new Dictionary<string, int> { ["Pending"] = 13 }, status.Outbox);

        await _service.DispatchAsync();
        Assert.Equal(new Dictionary<string, int> { ["Sent"] = 13 }, (await ReadAsync()).Outbox);
    }

    [Fact]
    public async Task While_nothing_can_be_sent_it_says_why()
    {
        await _service.LookAsync("deadlines", new(2022, 6, 16, 7, 30, 0));
        _service.Transport.Away = "Smtp:Host = 'mail' port 587 cannot be reached.";
        await _service.DispatchAsync();
        var fault = Assert.Single((await ReadAsync()).Faults);
        Assert.Equal((_service.Transport.Away, "a server in memory"), (fault.Reason, fault.Transport));
        Assert.True(fault.RetryAt > fault.Since);
    }

    private async Task<ServiceStatus> ReadAsync()
    {
        await using var session = await _service.Database.OpenAsync(Service.Token);
        return await _service.Get<StatusReader>().ReadAsync(session, Service.Token);
    }
}
