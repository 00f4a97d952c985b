using CamHa.Scheduler.Clock;

namespace CamHa.Scheduler.Submissions;

/// <summary>One week in which submissions are owed, with its times on the campaign's wall clock.</summary>
/// <param name="Week">The ISO week that names it.</param>
/// <param name="CoversFrom">Its Monday, or an earlier one where the weeks before had no working day.</param>
/// <param name="CutOff">The last moment at which a submission is on time.</param>
/// <param name="ReportAt">When the report is issued.</param>
/// <param name="SupplementAt">When late submissions are issued: on the first working day after the week.</param>
/// <param name="Reminders">When units that have not submitted are reminded, in order of time.</param>
public sealed record ReportingWeek(
    IsoWeek Week,
    DateOnly CoversFrom,
    DateTime CutOff,
    DateTime ReportAt,
    DateTime SupplementAt,
    IReadOnlyList<DateTime> Reminders)
{
    /// <summary>The first ISO week it covers; mostly <see cref="Week"/> itself.</summary>
    public IsoWeek FirstWeek => IsoWeek.Of(CoversFrom);

    public DateOnly CoversTo => Week.Sunday;

    /// <summary>Whether a submission made for <paramref name="week"/> belongs here.</summary>
    public bool Covers(IsoWeek week) => week <= Week && week.Monday >= CoversFrom;
}
