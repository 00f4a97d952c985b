using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Outbox;

public sealed class OutboxSweepsTests
{
    // A sweep that is not registered never runs in the service.
    [Fact]
    public async Task Each_sweep_of_the_outbox_is_registered_once()
    {
        await using var service = await Service.StartAsync();
        var names = service.Get<IEnumerable<Sweep>>().Select(sweep => sweep.Name).ToList();
        Assert.Distinct(names);
        Assert.Superset(
            new HashSet<string>
            {
                "release stale leases",
                "expire",
                "close idle sessions",
                "purge messages",
                "purge bodies",
                "purge ledger",
                "purge calls",
                "purge runs",
            },
            names.ToHashSet());
    }
}
