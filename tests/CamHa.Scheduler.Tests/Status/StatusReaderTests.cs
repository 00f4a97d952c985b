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
        Assert.Equal((_service.Database.Description, "a server in memory"), (status.Database, status.Transport));
    }

    [Fact]
    public async Task The_looks_stand_in_the_order_of_their_next_time_today_or_tomorrow()
    {
        _service.At(new(2022, 6, 16, 8, 0, 0));
        var next = (await ReadAsync()).NextLooks;
        Assert.Equal(next.Select(look => look.At).Order(), next.Select(look => look.At));
        // One whose time is this very moment has it behind it.
        Assert.All(next, look => Assert.InRange(look.At, new(2022, 6, 16, 8, 0, 1), new(2022, 6, 17, 8, 0, 0)));
        Assert.Equal(new DateTime(2022, 6, 17, 7, 30, 0), next.First(look => look.Look == "deadlines").At);
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
