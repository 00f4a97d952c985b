namespace CamHa.Scheduler.Alerts;

/// <summary>
/// Decides what people are told now: of a problem when it is found, again after its number of days on a working morning, and
/// once that it is over. No problem is told more than once a day, however often it comes and goes.
/// </summary>
public static class AlertRule
{
    /// <summary>How long a problem must be gone before it is over; one that comes back sooner is still the same problem.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromMinutes(15);

    /// <summary>The time of day from which a lasting problem is told again.</summary>
    public static readonly TimeOnly Morning = new(7, 30);

    /// <param name="found">The problems found now, by key.</param>
    /// <param name="known">The problems on record.</param>
    /// <param name="moment">The moment of the decision.</param>
    /// <returns>The rows that change, and what people are told of each.</returns>
    public static IReadOnlyList<AlertStep> Decide(
        IReadOnlyDictionary<string, Problem> found,
        IReadOnlyList<KnownProblem> known,
        AlertMoment moment)
    {
        var rows = known.ToDictionary(row => row.ProblemKey, StringComparer.Ordinal);
        var steps = found.Select(each => Found(each.Key, each.Value, rows.GetValueOrDefault(each.Key), moment))
            .Concat(known.Where(row => !found.ContainsKey(row.ProblemKey)).Select(row => Gone(row, moment)));
        return [.. steps.Where(step => step.Tells != Tells.Nothing || rows.GetValueOrDefault(step.Row.ProblemKey) != step.Row)];
    }

    private static AlertStep Found(string key, Problem problem, KnownProblem? row, AlertMoment moment)
    {
        var isNew = row is null || row.OverAt is not null;
        var now = isNew
            ? new KnownProblem
            {
                ProblemKey = key,
                CampaignId = problem.CampaignId,
                Title = problem.Title,
                Remedy = problem.Remedy,
                TellsNow = problem.TellsNow,
                TellsOver = problem.TellsOver,
                Since = problem.Since ?? moment.Now,
                ToldAt = row?.ToldAt,
            }
            : row! with { GoneSince = null };
        var told = LastDay(now, moment);
        // If people were told of an earlier occurrence, this one is told as if it were new, but not twice on one day.
        var isUntold = told is null || now.ToldAt < now.Since;
        var isDue = isUntold
            ? told is null || told < moment.Today
            : told!.Value.AddDays(problem.RepeatDays) <= moment.Today && moment.IsWorkingDay
                && TimeOnly.FromDateTime(moment.WallClock) >= Morning;
        return problem.TellsNow && isDue
            ? new(now with { Title = problem.Title, Remedy = problem.Remedy, ToldAt = moment.Now }, Tells.Problem)
            : new(now, Tells.Nothing);
    }

    private static AlertStep Gone(KnownProblem row, AlertMoment moment)
    {
        if (row.OverAt is not null)
            return new(row, Tells.Nothing);
        if (row.GoneSince is not { } gone || gone > moment.Now)
            return new(row with { GoneSince = moment.Now }, Tells.Nothing);
        if (moment.Now - gone < Settling)
            return new(row, Tells.Nothing);
        var over = row with { OverAt = gone };
        var isTold = row.TellsNow ? row.ToldAt >= row.Since : LastDay(row, moment) is not { } told || told < moment.Today;
        return row.TellsOver && isTold ? new(over with { ToldAt = moment.Now }, Tells.Over) : new(over, Tells.Nothing);
    }

    // A time in the future comes from a clock that was ahead and has been set right since, so it does not count.
    private static DateOnly? LastDay(KnownProblem row, AlertMoment moment) =>
        row.ToldAt is { } told && told <= moment.Now ? DateOnly.FromDateTime(moment.WallClock - (moment.Now - told)) : null;
}
