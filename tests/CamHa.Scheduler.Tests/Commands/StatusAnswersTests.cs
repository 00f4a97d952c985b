using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Commands;
using CamHa.Scheduler.Deadlines;
using CamHa.Scheduler.Status;
using CamHa.Scheduler.Tests.Infrastructure;
using CamHa.Scheduler.Text;

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

    // As the list of what waits has them: one that asks to move another due date, or of a part that is done, is none.
    [Theory]
    [InlineData("SELECT 1", 1)]
    [InlineData("UPDATE ExtensionRequest SET ClosedAt = '2022-06-13T01:00:00.000Z', Outcome = 'Refused'", 0)]
    [InlineData("UPDATE Assignment SET DueOn = '2022-07-01' WHERE Code = 'T04'", 0)]
    [InlineData("UPDATE Assignment SET IsActive = 0 WHERE Code = 'T04'", 0)]
    [InlineData("UPDATE AssignmentUnit SET CompletedAt = '2022-06-13T01:00:00.000Z'", 0)]
    public async Task Requests_for_more_time_that_nobody_has_decided_are_counted(string then, int asked)
    {
        await using var service = await Service.StartAsync();
        service.At(new(2022, 6, 17, 15, 0, 0));
        await service.ExecuteAsync(
            $"""
            INSERT INTO ExtensionRequest (AssignmentId, UnitId, AskedAt, AskedBy, DueOn)
            SELECT a.Id, u.Id, '2022-06-13T00:00:00.000Z', '', a.DueOn
            FROM Assignment AS a JOIN Unit AS u ON u.Code = 'HND' WHERE a.Code = 'T04';
            {then}
            """);
        await using var session = await service.Database.OpenAsync(Service.Token);
        Assert.Equal(asked, (await service.Get<StatusReader>().ReadAsync(session, Service.Token)).ExtensionsAsked);
        var waiting = await WaitingDecisions.ReadAsync(session, 1, service.Clock.Now, Service.Token);
        Assert.Equal(asked, waiting.Asked.Count);
        Assert.StartsWith(
            "Đề nghị lùi hạn: 1 chờ quyết định.", Language.InVietnamese(() => StatusAnswers.Extensions(1)), StringComparison.Ordinal);
    }
}
