using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using static CamHa.Scheduler.Tests.Infrastructure.RunningService;

namespace CamHa.Scheduler.Tests.Hosting;

/// <summary>A service that systemd does not watch, over a database that can be made to hang. Monday 13 June 2022, 07:00.</summary>
[Collection(SteppedClock.Name)]
public sealed class StandstillWatchTests : IAsyncLifetime
{
    private readonly TaskCompletionSource _thaw = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _hangs;
    private RunningService _service = null!;

    public async ValueTask InitializeAsync()
    {
        _service = await CreateAsync();
        await _service.StartAsync(add: services => services.AddSingleton<Database>(provider => new AwayDatabase(
            provider.GetRequiredService<IOptions<StorageOptions>>().Value,
            () => _service.IsAway,
            answer: () => _hangs ? _thaw.Task : Task.CompletedTask)));
        await _service.LookedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _thaw.TrySetResult();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task A_dispatcher_that_hangs_for_good_ends_the_process_for_its_manager_to_start_it_anew()
    {
        _hangs = true;
        // As long as the slowest mail server may take to answer.
        await PassAsync(TimeSpan.FromMinutes(24));
        Assert.Equal(0, _service.Ends);
        await PassAsync(TimeSpan.FromMinutes(10));
        Assert.Equal(1, _service.Ends);
    }

    [Fact]
    public async Task What_comes_round_again_ends_nothing()
    {
        _hangs = true;
        await PassAsync(TimeSpan.FromMinutes(27));
        _hangs = false;
        _thaw.TrySetResult();
        await PassAsync(TimeSpan.FromMinutes(10));
        Assert.Equal(0, _service.Ends);
    }

    [Fact]
    public async Task A_database_that_is_away_for_hours_ends_nothing()
    {
        _service.IsAway = true;
        await PassAsync(TimeSpan.FromHours(4));
        Assert.Equal(0, _service.Ends);
    }

    [Fact]
    public async Task Nights_that_the_machine_slept_end_nothing()
    {
        for (var night = 0; night < 10; night++)
            await _service.PassAsync(_service.Time.GetUtcNow().AddHours(8), TimeSpan.FromHours(8));
        await PassAsync(TimeSpan.FromMinutes(30));
        Assert.Equal(0, _service.Ends);
    }

    private Task PassAsync(TimeSpan span) => _service.PassAsync(_service.Time.GetUtcNow() + span, TimeSpan.FromSeconds(30));
}
