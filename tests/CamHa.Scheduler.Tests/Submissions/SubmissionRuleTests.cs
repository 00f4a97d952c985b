using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Submissions;
using FsCheck.Xunit;
using static CamHa.Scheduler.Tests.Builders.VietnameseCalendar;

namespace CamHa.Scheduler.Tests.Submissions;

public sealed class SubmissionRuleTests
{
    private static readonly ReportingCalendar Calendar = new(Loaded, WeeklyTimes.Default, new(2022, 2, 16), new(2022, 12, 30));
    private static readonly ReportingWeek Week = Calendar.For(IsoWeek.Parse("2022-W24"))!;

    [Fact]
    public void A_submission_at_the_cut_off_is_on_time_and_one_after_it_is_late()
    {
        Assert.Equal(SubmissionState.OnTime, Standing(At("2022-06-17 16:30"), At("2022-06-17 16:00")).State);
        Assert.Equal(SubmissionState.Late, Standing(At("2022-06-17 16:30"), At("2022-06-17 16:00").AddMilliseconds(1)).State);
    }

    [Fact]
    public void A_correction_counts_once_and_never_makes_late()
    {
        // The women's union, 08:05, corrected at 11:20.
        var own = Standing(At("2022-06-17 16:30"), At("2022-06-17 08:05"), At("2022-06-17 11:20"));
        Assert.Equal((SubmissionState.OnTime, 1, true), (own.State, own.Revisions, own.IsRevised));
        Assert.Equal(SubmissionState.OnTime, Standing(At("2022-06-18 09:00"), At("2022-06-17 08:05"), At("2022-06-18 08:00")).State);
    }

    [Fact]
    public void What_came_later_was_not_there_yet()
    {
        Assert.Equal(SubmissionState.Missing, Standing(At("2022-06-17 16:30"), At("2022-06-18 07:55")).State);
        Assert.Equal(SubmissionState.Late, Standing(At("2022-06-20 08:00"), At("2022-06-18 07:55")).State);
    }

    [Fact]
    public void Before_the_cut_off_nothing_is_missing() => Assert.Equal(SubmissionState.Awaited, Standing(At("2022-06-17 15:59")).State);

    [Fact]
    public void An_exempt_unit_that_submits_all_the_same_is_on_time()
    {
        Assert.Equal(SubmissionState.Exempt, SubmissionRule.Decide(Week, At("2022-06-17 16:30"), isExempt: true, []).State);
        Assert.Equal(
            SubmissionState.OnTime,
            SubmissionRule.Decide(Week, At("2022-06-17 16:30"), isExempt: true, [At("2022-06-17 10:00")]).State);
    }

    [Theory]
    [InlineData("2022-06-16 13:59", null)] // a minute before the first reminder
    [InlineData("2022-06-16 14:00", 0)]
    [InlineData("2022-06-17 07:59", 0)]
    [InlineData("2022-06-17 10:00", 1)] // down since Wednesday: Thursday's and Friday's collapse into one
    [InlineData("2022-06-17 15:59", 2)]
    [InlineData("2022-06-17 16:00", null)] // the cut-off: a reminder has lost its point
    public void The_reminder_that_is_true_is_the_last_one_reached(string now, int? step) =>
        Assert.Equal(step, ReminderRule.StepAt(Week, At(now)));

    [Fact]
    public void A_reminder_expires_when_the_next_takes_its_place() => Assert.Equal(
        [At("2022-06-17 08:00"), At("2022-06-17 14:30"), At("2022-06-17 16:00")],
        Enumerable.Range(0, 3).Select(step => ReminderRule.ExpiresAt(Week, step)));

    [Property]
    public void Whenever_the_service_looks_each_reminder_is_issued_at_most_once_and_every_true_one_by_the_next_look(
        uint[] minutes,
        ushort submittedAfter)
    {
        var start = At("2022-06-13 00:00");
        var submitted = start.AddMinutes(submittedAfter % (7 * 1440));
        var issued = new List<int>();
        foreach (var now in minutes.Select(minute => start.AddMinutes(minute % (7 * 1440))).Order())
        {
            var unit = new Owing(now >= submitted, issued.Count == 0 ? null : issued[^1]);
            foreach (var _ in ReminderRule.Decide(Week, now, [unit]))
                issued.Add(ReminderRule.StepAt(Week, now)!.Value);
            // Looking again changes nothing, and nothing that is true is left unsaid.
            Assert.Empty(ReminderRule.Decide(Week, now, [unit with { LastStep = issued.Count == 0 ? null : issued[^1] }]));
            if (now < submitted && ReminderRule.StepAt(Week, now) is { } due)
                Assert.Equal(due, issued[^1]);
        }

        Assert.Equal(issued.Distinct().Order(), issued);
    }

    private static UnitWeek Standing(DateTime asOf, params DateTime[] submittedAt) =>
        SubmissionRule.Decide(Week, asOf, isExempt: false, submittedAt);

    private sealed record Owing(bool HasSubmitted, int? LastStep) : IOwesSubmission
    {
        public bool IsExempt => false;
    }
}
