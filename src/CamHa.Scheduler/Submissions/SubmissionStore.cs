using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Submissions;

/// <summary>Reads who has submitted for a week.</summary>
public static class SubmissionStore
{
    /// <summary>Where every unit that owes a submission stands, as it was known at <paramref name="asOf"/>.</summary>
    public static Task<IReadOnlyList<UnitStanding>> StandingAsync(
        DatabaseSession session, int campaignId, ReportingWeek week, DateTimeOffset asOf, CampaignClock clock, CancellationToken token) =>
        session.OnceAsync((typeof(UnitStanding), campaignId, week.Week, asOf), () => ReadStandingAsync(session, campaignId, week, asOf, clock, token));

    private static async Task<IReadOnlyList<UnitStanding>> ReadStandingAsync(
        DatabaseSession session, int campaignId, ReportingWeek week, DateTimeOffset asOf, CampaignClock clock, CancellationToken token)
    {
        var rows = await session.QueryAsync<StandingRow>("submissions/standing", new
        {
            CampaignId = campaignId,
            FromWeek = IsoWeek.Of(week.CoversFrom).ToString(),
            Week = week.Week.ToString(),
            AsOf = asOf,
        }, token);
        return [.. rows.GroupBy(row => row.UnitId).Select(unit =>
        {
            var row = unit.First();
            var times = unit.Where(each => each.SubmittedAt is not null).Select(each => clock.WallClock(each.SubmittedAt!.Value)).ToList();
            return new UnitStanding(
                row.UnitId, row.Code, row.Name, row.ExemptionReason,
                SubmissionRule.Decide(week, clock.WallClock(asOf), row.ExemptionReason is not null, times),
                times.Count > 0 ? times.Min() : null);
        })];
    }

    /// <summary>The submissions for a span of weeks that had come by <paramref name="asOf"/>, oldest first.</summary>
    public static Task<List<Submission>> SubmissionsAsync(
        DatabaseSession session, int campaignId, string fromWeek, string toWeek, DateTimeOffset asOf, CancellationToken token) =>
        session.QueryAsync<Submission>("submissions/by-week", new { CampaignId = campaignId, FromWeek = fromWeek, ToWeek = toWeek, AsOf = asOf }, token);

    private sealed record StandingRow
    {
        public int UnitId { get; init; }

        public string Code { get; init; } = "";

        public string Name { get; init; } = "";

        public string? ExemptionReason { get; init; }

        public DateTimeOffset? SubmittedAt { get; init; }
    }
}

/// <param name="UnitId">The unit's row.</param>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="ExemptionReason">Why it owes nothing this week; null where it owes.</param>
/// <param name="Standing">Where it stands.</param>
/// <param name="SubmittedAt">When it first submitted; null where it has not.</param>
public sealed record UnitStanding(int UnitId, string Code, string Name, string? ExemptionReason, UnitWeek Standing, DateTime? SubmittedAt);

/// <summary>A unit's text for a week; a correction is one more of them.</summary>
public sealed record Submission
{
    public int UnitId { get; init; }

    public string UnitCode { get; init; } = "";

    public string UnitName { get; init; } = "";

    public bool OwesWeekly { get; init; }

    public bool IsSpecialist { get; init; }

    public string Week { get; init; } = "";

    public DateTimeOffset SubmittedAt { get; init; }

    public string Assignments { get; init; } = "";

    public string Results { get; init; } = "";

    public string Difficulties { get; init; } = "";

    public string Proposals { get; init; } = "";

    public string NextWeek { get; init; } = "";
}
