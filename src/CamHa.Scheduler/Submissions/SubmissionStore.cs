using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Submissions;

/// <summary>Reads submissions and where units stand with theirs.</summary>
public static class SubmissionStore
{
    /// <summary>Where every unit that owes a submission stood at <paramref name="asOf"/>.</summary>
    public static Task<IReadOnlyList<UnitStanding>> StandingAsync(
        DatabaseSession session,
        int campaignId,
        ReportingWeek week,
        DateTimeOffset asOf,
        CampaignClock clock,
        CancellationToken token) =>
        session.OnceAsync(
            (typeof(UnitStanding), campaignId, week.Week, asOf),
            () => ReadStandingAsync(session, campaignId, week, asOf, clock, token));

    /// <summary>The same of these units alone, in their order; those that owe none at all are left out.</summary>
    public static async Task<List<UnitStanding>> StandingOfAsync(
        DatabaseSession session,
        IReadOnlyList<int> units,
        ReportingWeek week,
        DateTimeOffset asOf,
        CampaignClock clock,
        CancellationToken token)
    {
        var standings = new List<UnitStanding>();
        foreach (var unit in units)
        {
            var rows = await session.QueryAsync<StandingRow>(
                "submissions/standing-of-unit",
                new { UnitId = unit, FromWeek = week.FirstWeek.ToString(), Week = week.Week.ToString(), AsOf = asOf },
                token);
            if (rows.Count > 0)
                standings.Add(StandingOf(rows, week, asOf, clock));
        }

        return standings;
    }

    /// <summary>What a unit planned for a week, as it said the week before; empty where it did not.</summary>
    internal static async Task<string> PlannedAsync(
        DatabaseSession session, int unitId, ReportingWeek week, DateTimeOffset asOf, CancellationToken token)
    {
        var before = IsoWeek.Of(week.FirstWeek.Monday.AddDays(-7)).ToString();
        var key = new { UnitId = unitId, Week = before, AsOf = asOf, Longest = LongestText };
        return (await session.QueryAsync<string>("submissions/planned", key, token)).FirstOrDefault(plan => plan.Length > 0) ?? "";
    }

    private static async Task<IReadOnlyList<UnitStanding>> ReadStandingAsync(
        DatabaseSession session,
        int campaignId,
        ReportingWeek week,
        DateTimeOffset asOf,
        CampaignClock clock,
        CancellationToken token)
    {
        var rows = await session.QueryAsync<StandingRow>("submissions/standing", new
        {
            CampaignId = campaignId,
            FromWeek = week.FirstWeek.ToString(),
            Week = week.Week.ToString(),
            AsOf = asOf,
        }, token);
        return [.. rows.GroupBy(row => row.UnitId).Select(unit => StandingOf([.. unit], week, asOf, clock))];
    }

    /// <summary>
    /// The letters of a text that are read, and one more that shows that there are more: a text of any size may come from another
    /// program.
    /// </summary>
    public const int LongestText = 200_000;

    /// <summary>The submissions for a span of weeks that had come in by <paramref name="asOf"/>, oldest first.</summary>
    public static Task<List<Submission>> SubmissionsAsync(
        DatabaseSession session,
        int campaignId,
        string fromWeek,
        string toWeek,
        DateTimeOffset asOf,
        CancellationToken token) =>
        session.QueryAsync<Submission>(
            "submissions/by-week",
            new { CampaignId = campaignId, FromWeek = fromWeek, ToWeek = toWeek, AsOf = asOf, Longest = LongestText + 1 },
            token);

    // One row for each of the unit's submissions, or one without a time.
    private static UnitStanding StandingOf(List<StandingRow> rows, ReportingWeek week, DateTimeOffset asOf, CampaignClock clock)
    {
        var unit = rows[0];
        var times = rows
            .Where(row => row.SubmittedAt is { } at && SensibleDays.Holds(at))
            .Select(row => clock.WallClock(row.SubmittedAt!.Value))
            .ToList();
        return new(
            unit.UnitId,
            unit.Code,
            unit.Name,
            unit.ExemptionReason,
            SubmissionRule.Decide(week, clock.WallClock(asOf), unit.ExemptionReason is not null, times),
            times.Count > 0 ? times.Min() : null);
    }

    private sealed record StandingRow
    {
        public int UnitId { get; init; }

        public string Code { get; init; } = "";

        public string Name { get; init; } = "";

        public string? ExemptionReason { get; init; }

        public DateTimeOffset? SubmittedAt { get; init; }
    }
}

/// <summary>Where one unit stands with its submission for a week.</summary>
/// <param name="UnitId">The unit's row.</param>
/// <param name="Code">The unit's code.</param>
/// <param name="Name">The unit's name.</param>
/// <param name="ExemptionReason">Why it owes nothing this week; null where it owes.</param>
/// <param name="Standing">Its standing.</param>
/// <param name="SubmittedAt">Its first submission, on the campaign's wall clock; null where it has sent none.</param>
public sealed record UnitStanding(int UnitId, string Code, string Name, string? ExemptionReason, UnitWeek Standing, DateTime? SubmittedAt);
