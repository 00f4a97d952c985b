using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace CamHa.Scheduler.Tests.Scheduling;

public sealed class LookOrderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_order_of_looks_does_not_depend_on_the_order_of_their_registrations(int seed)
    {
        var names = LookOrder.Names.Append("another").ToArray();
        new Random(seed).Shuffle(names);
        Assert.Equal([.. LookOrder.Names, "another"], names.Select(name => new NamedLook(name)).InOrder().Select(look => look.Name));
    }

    [Fact]
    public async Task Every_look_has_its_place_in_the_order_and_its_words()
    {
        await using var service = await Service.StartAsync();
        var names = service.Get<IEnumerable<ILook>>().Select(look => look.Name).ToList();
        Assert.Equal(LookOrder.Names.Order(StringComparer.Ordinal), names.Order(StringComparer.Ordinal));
        Assert.All(names, name => Assert.NotEqual(name, LookWords.Title(name)));
        Assert.All(names, name => Assert.NotEqual(name, LookWords.Task(name)));
    }

    [Fact]
    public async Task Of_looks_due_at_one_moment_the_service_begins_with_the_report()
    {
        await using var service = await RunningService.CreateAsync();
        // The five looks at 08:00.
        var host = await service.StartAsync(["Weekly:CutOff=07:30", "Weekly:ReportAt=08:00", "Deadlines:DigestAt=08:00"]);
        await service.LookedAsync();
        var factory = host.Services.GetRequiredKeyedService<ISchedulerFactory>(LookSchedule.Name);
        var fired = new FiredTriggers();
        (await factory.GetScheduler(Service.Token)).ListenerManager.AddTriggerListener(fired);
        service.Time.Pass(RunningService.At(13, 8, 0) - service.Time.GetUtcNow());
        await fired.AllAsync(LookOrder.Names.Count);
        Assert.Equal(LookOrder.Names, fired.InOrder());
    }

    /// <summary>The triggers in the order in which Quartz has fired them; their jobs run on several threads.</summary>
    private sealed class FiredTriggers : ITriggerListener
    {
        private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly List<(long Number, string Look)> _fired = [];
        private int _awaited = int.MaxValue;

        public string Name => "fired triggers";

        public IReadOnlyList<string> InOrder()
        {
            lock (_fired)
                return [.. _fired.OrderBy(each => each.Number).Select(each => each.Look)];
        }

        public Task AllAsync(int count)
        {
            lock (_fired)
            {
                _awaited = count;
                Check();
            }

            return _all.Task.WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System, Service.Token);
        }

        public ValueTask TriggerFired(ITrigger trigger, IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            lock (_fired)
            {
                // Quartz numbers what it fires.
                _fired.Add((long.Parse(context.FireInstanceId, System.Globalization.CultureInfo.InvariantCulture), trigger.JobKey.Name));
                Check();
            }

            return ValueTask.CompletedTask;
        }

        private void Check()
        {
            if (_fired.Count >= _awaited)
                _all.TrySetResult();
        }
    }

    private sealed class NamedLook(string name) : ILook
    {
        public string Name => name;

        public IReadOnlyList<TimeOnly> Times => [];

        public Task<IReadOnlyList<Mailing>> DecideAsync(
            DatabaseSession session,
            IReadOnlyList<Campaign> campaigns,
            LookMoment moment,
            CancellationToken token) => Task.FromResult<IReadOnlyList<Mailing>>([]);
    }
}
