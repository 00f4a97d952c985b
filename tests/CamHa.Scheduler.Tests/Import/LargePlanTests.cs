using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Import;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Import;

/// <summary>What keeps the import of a large plan small: nothing is held twice.</summary>
public class LargePlanTests : IAsyncLifetime
{
    private Service _service = null!;

    public async ValueTask InitializeAsync() => _service = await Service.StartAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_service is not null)
            await _service.DisposeAsync();
    }

    [Fact]
    public async Task A_row_that_is_like_the_one_in_the_database_is_not_held_beside_it()
    {
        var plan = await PlanAsync(onlySaid: true);
        var (faults, warnings) = (new FaultList(), new FaultList());
        using var tables = ImportSource.Demo.Open(ImportReader.Files, faults, warnings);
        var reader = new ImportReader(tables, _service.Get<CampaignClock>(), faults, warnings);
        var units = new UnitLookup(plan.Units, "", isComplete: true);
        var codes = new KnownCodes(plan.Assignments.Select(each => each.Code));
        var (assignments, parts) = reader.ReadAssignments(units, codes, plan.Campaign!, plan)!.Value;
        Assert.True(faults.IsEmpty);
        Assert.NotEmpty(assignments);
        Assert.All(assignments, row => Assert.Contains(plan.Assignments, each => ReferenceEquals(each, row)));
        Assert.NotEmpty(parts);
        Assert.All(parts, row => Assert.Contains(plan.Parts, each => ReferenceEquals(each, row)));
        var submissions = reader.ReadSubmissions(units, codes, plan.Submissions)!;
        Assert.NotEmpty(submissions);
        Assert.All(submissions, row => Assert.Contains(plan.Submissions, each => ReferenceEquals(each, row)));
    }

    [Fact]
    public async Task A_code_is_held_once_however_many_parts_name_it()
    {
        var plan = await PlanAsync(onlySaid: false);
        var codes = plan.Assignments.ToDictionary(each => each.Code, each => each.Code);
        Assert.All(plan.Parts, part => Assert.Same(codes[part.Assignment], part.Assignment));
        Assert.All(plan.Progress, part => Assert.Same(codes[part.Assignment], part.Assignment));
    }

    [Fact]
    public async Task Without_a_file_of_progress_only_parts_are_read_of_which_something_was_said()
    {
        await _service.Get<PlanChanges>().MakeAsync(
            null,
            Gesture.AtConsole(),
            plan => new PlanEdit { Progress = [plan.Progress[0] with { Progress = "xong phần nền" }] },
            isDryRun: false,
            Service.Token);
        var (whole, said) = (await PlanAsync(onlySaid: false), await PlanAsync(onlySaid: true));
        Assert.Equal(whole.Parts.Count, whole.Progress.Count);
        Assert.Equal(whole.Progress.Where(each => each.IsSaid), said.Progress);
        Assert.Single(said.Progress);
    }

    private async Task<PlanData> PlanAsync(bool onlySaid)
    {
        await using var session = await _service.Database.OpenAsync(Service.Token);
        return await PlanData.ReadAsync(session, null, Service.Token, onlySaid);
    }
}
