using CamHa.Scheduler.Diagnostics;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Quartz;
using static CamHa.Scheduler.Tests.Infrastructure.RunningService;

namespace CamHa.Scheduler.Tests.Scheduling;

/// <summary>A scheduler that is made to stand still on a Thursday morning, before thirteen digests are due.</summary>
[Collection(SteppedClock.Name)]
public sealed class SchedulerWatchTests : IAsyncLifetime
{
    private readonly Freezer _freezer = new();
    private RunningService _service = null!;
    private IHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _service = await CreateAsync();
        _service.IsWatched = true;
        _host = await _service.StartAsync(add: services => services
            .AddSingleton(_freezer)
            .ConfigureAllQuartzSchedulers(quartz => quartz.UseThreadPool<Freezer.Pool>()));
        await _service.LookedAsync();
        await _service.PassAsync(At(16, 7, 0), TimeSpan.FromHours(1));
    }

    public async ValueTask DisposeAsync()
    {
        _freezer.Thaw();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task Another_takes_the_place_of_one_that_stands_still_and_what_was_owed_leaves()
    {
        _freezer.FreezeAll();
        await _service.PassAsync(At(16, 7, 34), TimeSpan.FromMinutes(1));
        Assert.Empty(_service.Server.Mails);
        await _service.PassAsync(At(16, 7, 40), TimeSpan.FromMinutes(1));
        // And one that says what happened.
        await _service.MailsAsync(14);
        Assert.Equal("deadlines", _host.Services.GetRequiredService<SchedulerRestarts>().Last!.Job);
        Assert.Single(
            _service.Server.Mails,
            mail => mail.Subject.EndsWith("Cần xử lý: Bộ hẹn giờ bị đứng và đã được tự khởi động lại", StringComparison.Ordinal));
        // It goes on with what comes later.
        await _service.PassAsync(At(16, 14, 0), TimeSpan.FromMinutes(1));
        await _service.MailsAsync(30);
    }

    [Fact]
    public async Task Where_none_can_the_service_ends_for_its_manager_to_start_it_anew()
    {
        _freezer.IsDeaf = true;
        _freezer.FreezeAll();
        var stopping = _host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        Assert.True(await _service.PassUntilAsync(() => Task.FromResult(stopping.IsCancellationRequested)));
        Assert.StartsWith("The scheduler stands still, with look deadlines due, and cannot be replaced: ",
            Assert.IsType<SchedulerStalledException>(_host.Services.GetRequiredService<DatabaseStart>().Fault).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_whose_looks_wait_for_the_database_for_hours_is_left_alone()
    {
        _service.IsAway = true;
        await _service.PassAsync(At(16, 12, 0), TimeSpan.FromMinutes(2));
        _service.IsAway = false;
        // And one that says so, and one that it was.
        await _service.MailsAsync(15);
        Assert.Single(
            _service.Server.Mails,
            mail => mail.Subject.Contains("Cơ sở dữ liệu đã không truy cập được từ ", StringComparison.Ordinal));
        Assert.Null(_host.Services.GetRequiredService<SchedulerRestarts>().Last);
        Assert.True(_host.Services.GetRequiredService<Liveness>().IsAlive);
    }

    [Fact]
    public async Task After_hours_that_the_machine_slept_it_is_left_to_wake() // the clock is hours further on, and no timer fired
    {
        await _service.PassAsync(TimeSpan.FromHours(8));
        await _service.MailsAsync(29);
        Assert.Null(_host.Services.GetRequiredService<SchedulerRestarts>().Last);
    }
}
