using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.Data.Sqlite;

namespace CamHa.Scheduler.Tests.Scheduling;

/// <summary>A look over the campaigns of many communes.</summary>
public class LookRunnerTests : IAsyncLifetime
{
    private Service _service = null!;

    private LookRunner Runner => _service.Get<LookRunner>();

    public async ValueTask InitializeAsync()
    {
        _service = await Service.StartAsync();
        // More than are asked at once.
        await _service.ExecuteAsync(string.Join('\n', Enumerable.Range(1, 130).Select(number =>
            "INSERT INTO Campaign (Code, Name, Place, SubjectTag, StartsOn, EndsOn, WatchedSince) "
            + $"VALUES ('C{number:000}', 'C', 'C', 'C', '2022-01-01', '2022-12-31', '2022-01-01T00:00:00.000Z');")));
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task A_broken_campaign_costs_no_other_its_mails_and_the_run_says_so()
    {
        var look = new OneMailEach
        {
            Before = campaign => campaign.Code is "C050" or "C130"
                ? throw new InvalidDataException($"{campaign.Code} is broken")
                : 0,
        };
        var failure = await Assert.ThrowsAsync<LookFailedException>(() => Runner.RunAsync(look, Service.Token));
        Assert.Contains("C050 is broken", failure.Message, StringComparison.Ordinal);
        Assert.Equal(129, (await _service.MessagesAsync()).Count);
        // Repaired, it gets what it was owed, and nobody else anything twice.
        Assert.Equal(new IssueResult(2, 2, 0), await Runner.RunAsync(new OneMailEach(), Service.Token));
        Assert.Equal(131, (await _service.MessagesAsync()).Count);
    }

    [Fact]
    public async Task One_commune_can_be_looked_at_alone()
    {
        Assert.Equal(new IssueResult(1, 1, 0), await Runner.RunAsync(new OneMailEach(), "C077", Service.Token));
        Assert.Equal("one/C077", Assert.Single(await _service.MessagesAsync()).MessageKey);
        Assert.Equal(default, await Runner.RunAsync(new OneMailEach(), "NOWHERE", Service.Token));
    }

    [Fact]
    public async Task Two_nodes_that_look_at_the_same_moment_write_every_notice_once()
    {
        await using var second = _service.Another();
        var written = await Task.WhenAll(
            new[] { _service, second }.Select(node => Task.Run(() => node.Get<LookRunner>().RunAsync(new OneMailEach(), Service.Token))));
        Assert.Equal(131, written.Sum(each => each.Messages));
        Assert.Equal(131, (await _service.MessagesAsync()).Count);
    }

    [Fact]
    public async Task A_fault_that_passes_repeats_the_whole_unit_of_work_and_never_a_half()
    {
        var tries = 0;
        var look = new OneMailEach
        {
            // The hundredth of the first hundred, when the others are decided.
            Before = campaign => campaign.Code == "C099" && tries++ < 2 ? throw new SqliteException("database is locked", 5) : 0,
        };
        // Whatever the database, it is the embedded one's fault that is met here.
        Assert.SkipUnless(_service.Database.Dialect == Dialect.Sqlite, "The fault of a server can only be had from a server.");
        Assert.Equal(new IssueResult(131, 131, 0), await Runner.RunAsync(look, Service.Token));
        Assert.Equal(3, tries);
    }

    [Fact]
    public async Task A_database_that_stays_away_ends_the_look_instead_of_asking_for_every_campaign()
    {
        Assert.SkipUnless(_service.Database.Dialect == Dialect.Sqlite, "The fault of a server can only be had from a server.");
        var asked = 0;
        var look = new OneMailEach { Before = _ => ++asked < 0 ? 0 : throw new SqliteException("database is locked", 5) };
        await Assert.ThrowsAsync<LookFailedException>(() => Runner.RunAsync(look, Service.Token));
        Assert.Equal(4, asked);
        Assert.Empty(await _service.MessagesAsync());
    }

    private sealed class OneMailEach : ILook
    {
        public Func<Campaign, int> Before { get; init; } = _ => 0;

        public string Name => "one each";

        public IReadOnlyList<TimeOnly> Times => [];

        public Task<IReadOnlyList<Mailing>> DecideAsync(
            DatabaseSession session,
            IReadOnlyList<Campaign> campaigns,
            LookMoment moment,
            CancellationToken token) =>
            ILook.EachAsync(campaigns, campaign =>
            {
                Before(campaign);
                var key = $"one/{campaign.Code}";
                return Task.FromResult<IReadOnlyList<Mailing>>(
                [
                    new()
                    {
                        MessageKey = key,
                        Campaign = campaign,
                        Kind = NoticeKind.Alert,
                        ExpiresAt = moment.Now.AddDays(1),
                        Addressees = [new("a@camha.example", "A", RecipientRole.To)],
                        Notices = [new(key, 0)],
                    },
                ]);
            });
    }
}
