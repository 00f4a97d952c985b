namespace CamHa.Scheduler.Alerts;

/// <summary>
/// What is told now: a problem when it is found, again after its days on a working morning, and once that it is over; no
/// problem more than once a day, however often it comes and goes.
/// </summary>
public static class AlertRule
{
    /// <summary>For so long it must have been gone before it is over: what comes and goes is one problem.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromMinutes(15);

    /// <summary>From when on in the morning what lasts is told again.</summary>
    public static readonly TimeOnly Morning = new(7, 30);

    /// <param name="found">What is wrong now, by its key.</param>
    /// <param name="known">What is on record.</param>
    /// <param name="moment">When.</param>
    /// <returns>The rows that change, and what is told of them.</returns>
    public static IReadOnlyList<AlertStep> Decide(
        IReadOnlyDictionary<string, Problem> found, IReadOnlyList<KnownProblem> known, AlertMoment moment)
    {
        var rows = known.ToDictionary(row => row.ProblemKey, StringComparer.Ordinal);
        var steps = found.Select(each => Found(each.Key, each.Value, rows.GetValueOrDefault(each.Key), moment))
            .Concat(known.Where(row => !found.ContainsKey(row.ProblemKey)).Select(row => Gone(row, moment)));
        return [.. steps.Where(step => step.Tells != Tells.Nothing || !rows.TryGetValue(step.Row.ProblemKey, out var row) || row != step.Row)];
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
        // Told of an earlier time: that it is back is told as if it were new, but no second time on that day.
        var isUntold = told is null || now.ToldAt < now.Since;
        var isDue = isUntold
            ? told is null || told < moment.Today
            : told!.Value.AddDays(problem.RepeatDays) <= moment.Today && moment.IsWorkingDay && TimeOnly.FromDateTime(moment.WallClock) >= Morning;
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

    // What seems to have been told in the future was told before the clock was set right: it counts for nothing.
    private static DateOnly? LastDay(KnownProblem row, AlertMoment moment) =>
        row.ToldAt is { } told && told <= moment.Now ? DateOnly.FromDateTime(moment.WallClock - (moment.Now - told)) : null;
}

/// <param name="Now">The instant.</param>
/// <param name="WallClock">The same in the campaigns' zone.</param>
/// <param name="IsWorkingDay">Whether anybody is there to read.</param>
public sealed record AlertMoment(DateTimeOffset Now, DateTime WallClock, bool IsWorkingDay)
{
    public DateOnly Today => DateOnly.FromDateTime(WallClock);
}

/// <param name="Row">As it is written.</param>
/// <param name="Tells">What people are told of it.</param>
public sealed record AlertStep(KnownProblem Row, Tells Tells);

public enum Tells
{
    Nothing,
    Problem,
    Over,
}
