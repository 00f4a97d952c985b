using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Status;
using CamHa.Scheduler.Submissions;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Status;

public sealed class WeekReaderTests : IAsyncLifetime
{
    private static readonly IsoWeek Week24 = new(2022, 24);
    private Service _service = null!;

    public async ValueTask InitializeAsync() => _service = await Service.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Up_to_the_cut_off_a_week_is_the_current_one_and_what_is_not_there_is_awaited()
    {
        _service.At(new(2022, 6, 17, 15, 59, 59));
        var standing = await CurrentAsync();
        Assert.Equal(Week24, standing!.Week.Week);
        Assert.Equal(15, standing.Units.Count);
        Assert.Contains(standing.Units, unit => unit.Standing.State == SubmissionState.OnTime);
        Assert.DoesNotContain(standing.Units, unit => unit.Standing.State is SubmissionState.Missing or SubmissionState.Late);
    }

    [Fact]
    public async Task From_the_cut_off_on_the_next_week_is_and_of_the_last_one_what_is_not_there_is_missing()
    {
        _service.At(new(2022, 6, 17, 16, 0, 0));
        Assert.Equal(Week24.Plus(1), (await CurrentAsync())!.Week.Week);
        var units = (await OfAsync(Week24))!.Units;
        Assert.DoesNotContain(units, unit => unit.Standing.State == SubmissionState.Awaited);
        Assert.All(units, unit => Assert.Equal(unit.Standing.State == SubmissionState.Missing, unit.SubmittedAt is null));
    }

    [Fact]
    public async Task A_submission_counts_from_the_minute_it_came()
    {
        _service.At(new(2022, 6, 17, 10, 41, 0));
        Assert.Equal((SubmissionState.Awaited, null), await OfTienThangAsync());
        _service.At(new(2022, 6, 17, 10, 42, 0));
        Assert.Equal((SubmissionState.OnTime, new DateTime(2022, 6, 17, 10, 42, 0)), await OfTienThangAsync());

        async Task<(SubmissionState, DateTime?)> OfTienThangAsync()
        {
            var unit = (await CurrentAsync())!.Units.Single(unit => unit.Code == "BPT-TT");
            return (unit.Standing.State, unit.SubmittedAt);
        }
    }

    [Fact]
    public async Task A_week_outside_the_campaign_has_none_and_after_its_last_there_is_no_current_one()
    {
        Assert.Null(await OfAsync(new(2022, 5)));
        Assert.Null(await OfAsync(new(2023, 2)));
        _service.At(new(2023, 1, 9, 8, 0, 0));
        Assert.Null(await CurrentAsync());
    }

    [Fact]
    public async Task On_a_Sunday_the_console_and_the_page_speak_of_the_week_that_ends()
    {
        _service.At(new(2022, 6, 19, 12, 0, 0));
        Assert.Equal(Week24, (await ThisAsync())!.Week.Week);
    }

    [Fact]
    public async Task A_week_from_before_the_service_was_in_charge_is_nobodys_fault()
    {
        _service.At(new(2022, 6, 19, 12, 0, 0));
        await _service.ExecuteAsync("UPDATE Campaign SET WatchedSince = '2022-06-18T01:00:00.000Z'");
        Assert.False((await OfAsync(Week24))!.IsWatched);
        var standing = await ThisAsync();
        Assert.Equal((Week24.Plus(1), true), (standing!.Week.Week, standing.IsWatched));
    }

    private Task<WeekStanding?> ThisAsync() =>
        ReadAsync((weeks, session, campaign) => weeks.ThisAsync(session, campaign, Service.Token));

    private Task<WeekStanding?> CurrentAsync() =>
        ReadAsync((weeks, session, campaign) => weeks.CurrentAsync(session, campaign, Service.Token));

    private Task<WeekStanding?> OfAsync(IsoWeek week) =>
        ReadAsync((weeks, session, campaign) => weeks.OfAsync(session, campaign, week, Service.Token));

    private async Task<WeekStanding?> ReadAsync(Func<WeekReader, Scheduler.Storage.DatabaseSession, Campaign, Task<WeekStanding?>> read)
    {
        await using var session = await _service.Database.OpenAsync(Service.Token);
        return await read(_service.Get<WeekReader>(), session, await CampaignStore.OneAsync(session, 1, Service.Token));
    }
}
