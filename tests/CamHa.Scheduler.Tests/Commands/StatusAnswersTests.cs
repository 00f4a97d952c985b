using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Commands;
using CamHa.Scheduler.Status;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Commands;

public sealed class StatusAnswersTests
{
    /// <summary>Fifteen units owed, and fourteen were spoken of: the one that is exempt was with nobody.</summary>
    [Fact]
    public async Task A_unit_that_is_exempt_this_week_is_said_to_be_and_not_to_owe()
    {
        await using var service = await Service.StartAsync();
        service.At(new(2022, 6, 17, 15, 0, 0));
        await service.ExecuteAsync("""
            DELETE FROM SubmissionExemption;
            INSERT INTO SubmissionExemption (UnitId, Week, Reason)
            SELECT Id, '2022-W24', 'tập huấn' FROM Unit WHERE Code IN ('BPT-TT', 'CAX');
            DELETE FROM WeeklySubmission WHERE UnitId IN (SELECT Id FROM Unit WHERE Code = 'CAX');
            """);
        await using var session = await service.Database.OpenAsync(Service.Token);
        var campaign = await CampaignStore.OneAsync(session, 1, Service.Token);
        var week = WeekStatus.Of("NTM", (await service.Get<WeekReader>().ThisAsync(session, campaign, Service.Token))!);
        // One of the two has submitted all the same.
        Assert.Contains("BPT-TT", week.Received);
        Assert.Equal(["CAX"], week.Exempt);
        Assert.DoesNotContain("CAX", week.Awaited);
        Assert.Equal(15, week.Received.Count + week.Awaited.Count + week.Exempt.Count);
        Assert.EndsWith(", 1 đơn vị được miễn (CAX)", StatusAnswers.Week(week), StringComparison.Ordinal);
        Assert.DoesNotContain("miễn", StatusAnswers.Week(week with { Exempt = [] }), StringComparison.Ordinal);
    }
}
