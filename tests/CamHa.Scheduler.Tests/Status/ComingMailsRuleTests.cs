using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Deadlines;
using CamHa.Scheduler.Status;
using CamHa.Scheduler.Submissions;

namespace CamHa.Scheduler.Tests.Status;

public sealed class ComingMailsRuleTests
{
    private static readonly DateTime Monday = new(2022, 6, 13, 8, 0, 0);
    private static readonly DateOnly LastDay = new(2022, 7, 24);
    private static readonly TimeOnly DigestAt = new(7, 30);
    private static readonly WorkingCalendar Calendar = new(new HashSet<DateOnly>(), new HashSet<DateOnly>());
    private static readonly ReportingCalendar Weeks = new(Calendar, new WeeklyOptions().Times, new(2022, 1, 1), new(2022, 6, 24));

    // Due on Friday 24 June: 7, 3, 1 and 0 days before; the 14th has passed.
    [Fact]
    public void Each_step_of_a_deadline_is_a_mail_of_its_day_and_the_week_has_its_own()
    {
        var coming = Decide(("A", new(2022, 6, 24)), ("B", new(2022, 6, 24)), ("A", new(2022, 6, 27)));
        Assert.Equal(
            [
                "13/06 07:30 of tomorrow is none",
                "16/06 14:00 Reminder 0 0",
                "17/06 07:30 Deadlines 2 2",
                "17/06 08:00 Reminder 0 0",
                "17/06 14:30 Reminder 0 0",
                "17/06 16:30 Report 0 0",
                // Seven days before the 27th, and the last working day at or before three days before the 24th.
                "20/06 07:30 Deadlines 1 1",
                "21/06 07:30 Deadlines 2 2",
                "23/06 07:30 Deadlines 2 2",
                "23/06 14:00 Reminder 0 0",
                "24/06 07:30 Deadlines 3 2",
                "24/06 08:00 Reminder 0 0",
                "24/06 14:30 Reminder 0 0",
                "24/06 16:30 Report 0 0",
            ],
            coming.Prepend("13/06 07:30 of tomorrow is none"));
    }

    [Fact]
    public void What_is_overdue_is_told_on_the_steps_of_its_ladder_and_on_no_day_off()
    {
        // The first, third, fifth working day, then every third: Tuesday 14th, Thursday 16th, Monday 20th, Thursday 23rd.
        var days = Decide(("A", new(2022, 6, 13))).Where(line => line.Contains("Deadlines", StringComparison.Ordinal));
        Assert.Equal(["14/06", "16/06", "20/06", "23/06"], days.Select(line => line[..5]));
    }

    [Fact]
    public void After_its_last_day_a_campaign_expects_none() => Assert.Empty(ComingMailsRule.Decide(
        new(2022, 7, 4, 8, 0, 0),
        14,
        Calendar,
        DeadlineSteps.Default,
        DigestAt,
        new(2022, 7, 3),
        [("A", new(2022, 7, 5))],
        Weeks.Around(new(2022, 7, 4, 8, 0, 0)),
        week => week.ReportAt));

    [Fact]
    public void A_report_that_waits_to_be_approved_is_expected_when_the_wait_ends() => Assert.Equal(
        ["17/06 17:30", "24/06 17:30"],
        ComingMailsRule.Decide(
                new(2022, 6, 17, 17, 0, 0),
                14,
                Calendar,
                DeadlineSteps.Default,
                DigestAt,
                LastDay,
                [],
                Weeks.Around(new(2022, 6, 17, 17, 0, 0)),
                week => week.ReportAt.AddHours(1))
            .Where(mail => mail.Kind == ComingKind.Report)
            .Select(mail => $"{mail.At:dd'/'MM HH:mm}"));

    private static List<string> Decide(params (string Unit, DateOnly DueOn)[] open) =>
    [
        .. ComingMailsRule.Decide(
                Monday, 14, Calendar, DeadlineSteps.Default, DigestAt, LastDay, open, Weeks.Around(Monday), week => week.ReportAt)
            .Select(mail => $"{mail.At:dd'/'MM HH:mm} {mail.Kind} {mail.Parts} {mail.Units}"),
    ];
}
