using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Deadlines;

/// <summary>What a look asks the database: as often for one campaign as for hundreds.</summary>
public sealed class LookStatementsTests : IAsyncLifetime
{
    private static readonly string[] OfWhatWaits =
        ["deadlines/returned-parts", "deadlines/refused-extensions", "deadlines/waiting-campaigns", "deadlines/asking-campaigns"];

    private Service _service = null!;

    public async ValueTask InitializeAsync()
    {
        _service = await Service.StartAsync();
        await _service.ExecuteAsync("UPDATE Campaign SET ReleasedAt = WatchedSince");
        await _service.ExecuteAsync(string.Join('\n', Enumerable.Range(1, 5).Select(number => $"""
            INSERT INTO Campaign (Code, Name, Place, SubjectTag, StartsOn, EndsOn, WatchedSince, ReleasedAt)
            SELECT 'C{number}', Name, Place, SubjectTag, StartsOn, EndsOn, WatchedSince, WatchedSince FROM Campaign WHERE Code = 'NTM-2022';
            INSERT INTO Unit (CampaignId, Code, Name, Role) SELECT MAX(Id), 'DTN', 'Đoàn xã', 'Member' FROM Campaign;
            INSERT INTO Contact (UnitId, Address, Title) SELECT MAX(Id), 'dtn{number}@camha.example', 'Bí thư' FROM Unit;
            INSERT INTO Assignment (CampaignId, Code, Title, DueOn) SELECT MAX(Id), 'T01', 'Trồng cây', '2022-06-16' FROM Campaign;
            INSERT INTO AssignmentUnit (AssignmentId, UnitId, Part)
            SELECT MAX(a.Id), MAX(u.Id), 'Lead' FROM Assignment AS a CROSS JOIN Unit AS u;
            """)));
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    /// <summary>Every campaign cost a statement, and what units report and ask cost four where none had.</summary>
    [Fact]
    public async Task Many_campaigns_are_asked_about_once_and_what_is_nowhere_is_not_asked_for()
    {
        using var asked = new AskedStatements();
        var issued = await _service.LookAsync(LookName.Deadlines, new(2022, 6, 16, 7, 30, 0));
        Assert.True(issued.Messages > 5);
        Assert.Equal(
            [1, 1, 1, 1, 1, 1],
            asked.Of(
                "deadlines/decisions-there", "deadlines/open-parts", "campaigns/contacts", "outbox/insert-notice", "outbox/insert-message",
                "outbox/revive-message"));
        Assert.Equal([0, 0, 0, 0], asked.Of(OfWhatWaits));
    }

    [Fact]
    public async Task What_was_reported_asked_returned_or_refused_is_asked_for_where_there_is_any()
    {
        _service.At(new(2022, 6, 15, 8, 0, 0));
        await ChangeAsync(plan => PlanOperations.ReportDone(plan, "T04", "HND", _service.Clock.Now, "", ""));
        using (var asked = new AskedStatements())
        {
            await _service.LookAsync(LookName.Deadlines, new(2022, 6, 16, 7, 30, 0));
            Assert.Equal([0, 0, 1, 0], asked.Of(OfWhatWaits));
        }

        await ChangeAsync(plan => PlanOperations.ReturnAssignment(plan, "T04", "HND", _service.Clock.Now, "thiếu biên bản"));
        await ChangeAsync(plan => PlanOperations.AskExtension(
            plan,
            new() { Assignment = "T04", Unit = "HND", AskedAt = _service.Clock.Now, AskedFor = new(2022, 7, 15) },
            new(2022, 6, 16)));
        using (var asked = new AskedStatements())
        {
            await _service.LookAsync(LookName.Deadlines, new(2022, 6, 17, 7, 30, 0));
            Assert.Equal([1, 0, 0, 1], asked.Of(OfWhatWaits));
        }
    }

    private Task ChangeAsync(Func<PlanData, PlanEdit> operation) => _service.Get<PlanChanges>().MakeAsync(
        "NTM-2022", new(Gesture.NewKey(), "x", ChangeWay.Console), operation, isDryRun: false, Service.Token);
}
