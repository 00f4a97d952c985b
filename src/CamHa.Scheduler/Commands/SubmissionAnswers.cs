using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Submissions;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Commands;

/// <summary>Whether submissions that came are on time.</summary>
internal static class SubmissionAnswers
{
    // Those that are late are named one by one; beyond, nobody entered them by hand.
    private const int Most = 500;
    private const int Named = 20;

    // In weeks: what has no working day is reported with the next that has.
    private const int Together = 4;

    /// <param name="services">The program's.</param>
    /// <param name="campaign">The campaign's code.</param>
    /// <param name="came">The submissions that came.</param>
    /// <param name="token">Cancels the reading.</param>
    public static async Task<IReadOnlyList<string>> TimesAsync(
        IServiceProvider services, string campaign, IReadOnlyList<Thing> came, CancellationToken token)
    {
        if (came.Count is 0 or > Most)
            return [];
        var clock = services.GetRequiredService<CampaignClock>();
        await using var session = await services.GetRequiredService<Database>().OpenAsync(token);
        var plan = await PlanData.ReadAsync(session, campaign, token);
        if (plan.Campaign is not { } of)
            return [];
        var weeks = new ReportingCalendar(
            await CalendarStore.ReadAsync(session, token),
            services.GetRequiredService<IOptions<WeeklyOptions>>().Value.Times,
            of.StartsOn,
            of.EndsOn);
        var rows = came.Select(thing => RowShapes.Submissions.From(thing)).ToList();
        var told = new List<(bool IsLate, string Line)>();
        foreach (var row in rows.OrderBy(row => row.SubmittedAt).DistinctBy(row => (row.Unit, row.Week)))
        {
            var week = IsoWeek.Parse(row.Week);
            if (Enumerable.Range(0, Together).Select(later => weeks.For(week.Plus(later)))
                .FirstOrDefault(each => each?.Covers(week) == true) is not { } reporting)
                continue;
            // The first decides; a correction never makes it late.
            var first = plan.Submissions.Concat(rows)
                .Where(each => each.Unit == row.Unit && reporting.Covers(IsoWeek.Parse(each.Week)))
                .Min(each => each.SubmittedAt);
            var isLate = clock.WallClock(first) > reporting.CutOff;
            told.Add((isLate, Line(row, isLate, Language.Say(reporting.CutOff), clock)));
        }

        var late = told.Where(each => each.IsLate).Select(each => each.Line).ToList();
        return told.Count <= 1 ? [.. told.Select(each => each.Line)] :
        [
            Language.Say(
                $"Báo cáo tuần mới: {told.Count - late.Count} đúng hạn, {late.Count} nộp muộn.",
                $"New submissions: {told.Count - late.Count} on time, {late.Count} late."),
            .. late.Take(Named).Select(line => $"  {line}"),
        ];
    }

    private static string Line(SubmissionRow row, bool isLate, string cutOff, CampaignClock clock) => isLate
        ? Language.Say(
            $"{row.Unit}, tuần {WeekLabel.Brief(row.Week)}: nộp muộn, nhận lúc {clock.Say(row.SubmittedAt)}, hạn nộp {cutOff}.",
            $"{row.Unit}, {row.Week}: late, received at {clock.Say(row.SubmittedAt)}, the cut-off was {cutOff}.")
        : Language.Say(
            $"{row.Unit}, tuần {WeekLabel.Brief(row.Week)}: đúng hạn (hạn nộp {cutOff}).",
            $"{row.Unit}, {row.Week}: on time (the cut-off is {cutOff}).");
}
