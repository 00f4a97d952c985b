using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Outbox;

/// <summary>The sweeps as a whole, on either database; <see cref="RetentionTests"/> has their limits.</summary>
public class ForgettingTests : IAsyncLifetime
{
    private static readonly DateTime Thursday0730 = new(2022, 6, 16, 7, 30, 0);
    private Service _service = null!;

    public async ValueTask InitializeAsync() => _service = await Service.StartAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_service is not null)
            await _service.DisposeAsync();
    }

    [Fact]
    public async Task Two_years_after_a_campaign_its_mails_and_changes_are_forgotten_once_and_its_plan_is_there()
    {
        await _service.LookAsync("deadlines", Thursday0730);
        await _service.DispatchAsync(Thursday0730);
        await _service.ExecuteAsync(
            """
            INSERT INTO UnitCall (CallKey, UnitId, Week, CalledAt, Note, MadeBy)
            SELECT 'k', MIN(Id), '2022-W24', '2022-06-16T00:00:00.000Z', '', 'x' FROM Unit
            """);
        var retention = _service.Get<Retention>();
        Assert.Equal((0, 0, 0, 0, 0, 0), await SweepAsync());

        _service.At(new DateTime(2024, 12, 31, 8, 0, 0));
        Assert.Equal((13, 13, 17, 1, 1, 1), await SweepAsync());
        Assert.Equal((0, 0, 0, 0, 0, 0), await SweepAsync());
        await using var session = await _service.Database.OpenAsync(Service.Token);
        Assert.Single(await CampaignStore.AllAsync(session, Service.Token));

        async Task<(int Bodies, int Messages, int Ledger, int Changes, int Calls, int Runs)> SweepAsync() => (
            await retention.BodiesAsync(Service.Token), await retention.MessagesAsync(Service.Token),
            await retention.LedgerAsync(Service.Token), await retention.ChangesAsync(Service.Token),
            await retention.CallsAsync(Service.Token), await retention.RunsAsync(Service.Token));
    }
}
