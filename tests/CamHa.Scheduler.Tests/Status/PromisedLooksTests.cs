using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Tests.Builders;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Status;

/// <summary>
/// What status and page promise of a look, against what it does: from a year's end over Tết and a swapped Saturday, for a campaign
/// that ends on the way and one that begins. Both have something to tell at every look.
/// </summary>
public sealed class PromisedLooksTests : IAsyncDisposable
{
    private readonly Dictionary<(int Campaign, string Look), DateTime?> _promised = [];
    private Service _service = null!;
    private IReadOnlyList<ILook> _looks = [];

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    private async Task StartAsync(string[] settings)
    {
        _service = await Service.StartAsync(settings);
        _looks = _service.Get<IEnumerable<ILook>>().InOrder();
        await _service.ExecuteAsync("""
            INSERT INTO CalendarDay (Day, Kind) VALUES ('2023-02-11', 'Worked'), ('2022-12-30', 'Off'), ('2023-01-27', 'Off');
            DELETE FROM WeeklySubmission;
            UPDATE Assignment SET IsActive = 0;
            UPDATE Unit SET OwesWeekly = 0 WHERE Code NOT IN ('BPT-TT', 'CAX');
            INSERT INTO Campaign (Code, Name, Place, SubjectTag, StartsOn, EndsOn, WatchedSince)
            SELECT 'SAU', Name, Place, 'Sau', '2023-01-12', '2023-02-08', WatchedSince FROM Campaign WHERE Id = 1;
            UPDATE Campaign SET EndsOn = '2023-01-10' WHERE Id = 1;
            INSERT INTO Unit (CampaignId, Code, Name, Role, OwesWeekly)
            SELECT 2, Code, Name, Role, OwesWeekly FROM Unit WHERE CampaignId = 1;
            INSERT INTO Contact (UnitId, Address)
            SELECT u.Id, 'x' || c.Address FROM Contact AS c JOIN Unit AS f ON f.Id = c.UnitId
            JOIN Unit AS u ON u.CampaignId = 2 AND u.Code = f.Code;
            INSERT INTO Assignment (CampaignId, Code, Title, DueOn)
            WITH RECURSIVE Days (N) AS (SELECT 0 UNION ALL SELECT N + 1 FROM Days WHERE N < 80)
            SELECT c.Id, 'D' || N, 'Việc', date('2022-12-20', N || ' days') FROM Days JOIN Campaign AS c
            WHERE date('2022-12-20', N || ' days') BETWEEN c.StartsOn AND c.EndsOn;
            INSERT INTO AssignmentUnit (AssignmentId, UnitId, Part)
            SELECT a.Id, u.Id, 'Lead' FROM Assignment AS a JOIN Unit AS u ON u.CampaignId = a.CampaignId AND u.Code = 'BPT-TT'
            WHERE a.Code LIKE 'D%';
            """);
    }

    [Theory]
    [InlineData("2022-12-20", "2023-02-14")]
    // A supplement was promised for Monday at 17:00, where Monday's report, on the week's only working day, had said it all.
    [InlineData("2023-01-03", "2023-01-18", "Weekly:SupplementAt=17:00")]
    [InlineData("2023-01-03", "2023-01-18", "Weekly:SupplementAt=16:30")]
    public async Task A_look_tells_something_at_each_moment_promised_and_at_no_other(string first, string last, params string[] settings)
    {
        await StartAsync(settings);
        if (settings.Length > 0)
            await _service.ExecuteAsync("INSERT INTO CalendarDay (Day, Kind) SELECT date('2023-01-10', N || ' days'), 'Off' FROM "
                + "(SELECT 0 AS N UNION SELECT 1 UNION SELECT 2 UNION SELECT 3)");
        var (from, to) = (VietnameseCalendar.Day(first), VietnameseCalendar.Day(last));
        // The last report before: the service took charge long ago.
        await _service.LookAsync(LookName.Report, from.AddDays(-4).ToDateTime(new(16, 30)));
        var wrong = new List<string>();
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            var moments = _looks.SelectMany(look => look.Times.Select(at => (Look: look, At: day.ToDateTime(at)))).OrderBy(each => each.At);
            foreach (var (look, at) in moments)
            {
                await PromiseAsync(look, at.AddSeconds(-1));
                var before = await ToldAsync();
                await PrepareAsync(look, at);
                if ((await _service.LookAsync(look.Name, at)).Held > 0)
                    await _service.Get<OutboxDecisions>().MakeForAllAsync(OutboxDecision.Release, Gesture.AtConsole(), Service.Token);
                var after = await ToldAsync();
                foreach (var campaign in new[] { 1, 2 })
                {
                    var isPromised = _promised[(campaign, look.Name)] == at;
                    var isTold = after[campaign] > before[campaign];
                    if (isPromised != isTold)
                        wrong.Add($"{campaign} {look.Name} {at:ddd yyyy-MM-dd HH:mm}: promised {isPromised}, told {isTold}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
    }

    private async Task PromiseAsync(ILook look, DateTime now)
    {
        await using var session = await _service.Database.OpenAsync(Service.Token);
        var calendar = await CalendarStore.ReadAsync(session, Service.Token);
        foreach (var campaign in await CampaignStore.AllAsync(session, Service.Token))
            _promised[(campaign.Id, look.Name)] = look.NextFor(campaign, calendar, now);
    }

    // Late submissions, and mails that were given up.
    private async Task PrepareAsync(ILook look, DateTime at)
    {
        var instant = $"{_service.Clock.Instant(at.AddMinutes(-10)).UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}";
        if (look.Name == LookName.Supplement)
        {
            await _service.ExecuteAsync($"""
                INSERT INTO WeeklySubmission (UnitId, Week, SubmittedAt)
                SELECT u.Id, MAX(r.Week), '{instant}'
                FROM WeeklyReport AS r JOIN Unit AS u ON u.CampaignId = r.CampaignId AND u.Code = 'BPT-TT'
                GROUP BY u.Id
                """);
        }
        else if (look.Name == LookName.Undelivered)
        {
            await _service.ExecuteAsync($"""
                UPDATE OutboxMessage SET State = 'Dead', Attempts = 1, FinishedAt = '{instant}'
                WHERE Id IN (
                    SELECT MAX(Id) FROM OutboxMessage
                    WHERE Kind <> 'Alert' AND State <> 'Dead' AND CreatedAt > '{at.AddDays(-14):yyyy-MM-dd}' GROUP BY CampaignId)
                """);
        }
    }

    private async Task<Dictionary<int, long>> ToldAsync() => new()
    {
        [1] = await _service.CountAsync("SELECT COUNT(*) FROM OutboxMessage WHERE CampaignId = 1"),
        [2] = await _service.CountAsync("SELECT COUNT(*) FROM OutboxMessage WHERE CampaignId = 2"),
    };
}
