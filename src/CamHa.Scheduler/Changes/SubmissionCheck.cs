using CamHa.Scheduler.Clock;

namespace CamHa.Scheduler.Changes;

/// <summary>What is said of a submission that comes, besides its values.</summary>
internal static class SubmissionCheck
{
    /// <summary>Why it cannot be: it is of a week that had not begun when it was received. Null where it can.</summary>
    public static string? Fault(SubmissionRow row, CampaignClock clock)
    {
        var day = DateOnly.FromDateTime(clock.WallClock(row.SubmittedAt));
        return IsoWeek.TryParse(row.Week, out var week) && day < week.Monday
            ? ChangeWords.WeekNotBegun(row.Week, week.Monday, clock.Say(row.SubmittedAt), IsoWeek.Of(day).ToString())
            : null;
    }

    /// <summary>Which of several for one week counts; null where it is the only one.</summary>
    /// <param name="row">The one that comes.</param>
    /// <param name="others">Those of the same unit and week.</param>
    /// <param name="clock">For the times that people are shown.</param>
    public static string? Told(SubmissionRow row, IEnumerable<SubmissionRow> others, CampaignClock clock)
    {
        if (others.Where(each => each.IsActive && each.SubmittedAt != row.SubmittedAt).MaxBy(each => each.SubmittedAt) is not { } newest)
            return null;
        var at = clock.Say(newest.SubmittedAt);
        return newest.SubmittedAt < row.SubmittedAt
            ? ChangeWords.Replaces(row.Unit, row.Week, at)
            : ChangeWords.StaysBehind(row.Unit, row.Week, at);
    }
}
