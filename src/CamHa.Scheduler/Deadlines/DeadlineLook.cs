using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Deadlines;

/// <summary>Sends each reader at most one digest a day: what is overdue, due today and due soon, each once a step.</summary>
public sealed class DeadlineLook(IOptions<DeadlineOptions> options, CampaignClock clock) : ILook
{
    // Whoever could not be told for so long hears it with the next step.
    private const int DaysReturned = 31;

    private readonly DeadlineSteps _steps = options.Value.Steps;

    public string Name => LookName.Deadlines;

    public IReadOnlyList<TimeOnly> Times => [options.Value.DigestAt];

    public DateOnly LastDayOf(Campaign campaign) => campaign.EndsOn.AddDays(options.Value.KeepDaysAfterEnd);

    public async Task<IReadOnlyList<Mailing>> DecideAsync(
        DatabaseSession session,
        IReadOnlyList<Campaign> campaigns,
        LookMoment moment,
        CancellationToken token)
    {
        // A look at start-up must not mail before the day's own; that one decides the same.
        if (moment.TimeOfDay < options.Value.DigestAt)
            return [];

        var there = await session.SingleOrDefaultAsync<DecisionsThere>(
            "deadlines/decisions-there", new { Since = moment.Now.AddDays(-DaysReturned), moment.Now }, token) ?? new();
        var parts = await PartsAsync(session, campaigns, there, moment, token);
        var open = parts.Where(part => DoneRule.IsOpen(isComplete: false, part.LeadsAreComplete));
        var due = DeadlineRule.Decide(moment.Today, moment.Calendar, _steps, open).ToLookup(notice => notice.Part.CampaignId);
        // What waits to be confirmed, and whether that is owed for itself.
        var waiting = await WaitingAsync(session, campaigns, there, moment, token);
        if (due.Count == 0 && !waiting.ContainsValue(true))
            return [];

        var addresses = await CampaignStore.AddressBooksAsync(session, campaigns, token);
        // Cached by due date, which many assignments share.
        var next = new Dictionary<DateOnly, DateOnly>();
        return
        [
            .. from campaign in campaigns
               where due.Contains(campaign.Id) || waiting.GetValueOrDefault(campaign.Id)
               where addresses.ContainsKey(campaign.Id)
               let specialists = addresses[campaign.Id].SpecialistUnits
               from digest in DigestRule.Decide(
                   due[campaign.Id], addresses[campaign.Id], waiting.GetValueOrDefault(campaign.Id) ? specialists : null)
               let teller = waiting.ContainsKey(campaign.Id) ? digest.Readers.Units.FirstOrDefault(specialists.Contains) : 0
               select Mailing(campaign, digest, teller, moment, NextStepAfter),
        ];

        DateOnly NextStepAfter(DateOnly due) => next.TryGetValue(due, out var day) ? day
            : next[due] = DeadlineRule.NextStepAfter(moment.Today, due, moment.Calendar, _steps);
    }

    private async Task<IReadOnlyList<OpenPart>> PartsAsync(
        DatabaseSession session,
        IReadOnlyList<Campaign> campaigns,
        DecisionsThere there,
        LookMoment moment,
        CancellationToken token)
    {
        var which = new
        {
            FirstCampaign = campaigns[0].Id,
            LastCampaign = campaigns[^1].Id,
            moment.Today,
            OldestEnd = moment.Today.AddDays(-options.Value.KeepDaysAfterEnd),
            moment.Now,
            Horizon = Horizon(moment),
        };
        var open = await session.QueryAsync<OpenPart>("deadlines/open-parts", which, token);
        var answer = new
        {
            which.FirstCampaign,
            which.LastCampaign,
            which.Today,
            which.OldestEnd,
            which.Now,
            Since = moment.Now.AddDays(-DaysReturned),
        };
        List<OpenPart> returned = there.AreReturned
            ? await session.QueryAsync<OpenPart>("deadlines/returned-parts", answer, token)
            : [];
        List<OpenPart> refused = there.AreRefused
            ? await session.QueryAsync<OpenPart>("deadlines/refused-extensions", answer, token)
            : [];
        if (returned.Count + refused.Count == 0)
            return open;
        // One notice tells a unit of both.
        List<OpenPart> answered = [.. returned.Concat(refused).DistinctBy(part => (part.AssignmentId, part.UnitId))];
        var own = answered.Select(part => (part.AssignmentId, part.UnitId)).ToHashSet();
        return [.. open.Where(part => !own.Contains((part.AssignmentId, part.UnitId))), .. answered];
    }

    private async Task<Dictionary<int, bool>> WaitingAsync(
        DatabaseSession session,
        IReadOnlyList<Campaign> campaigns,
        DecisionsThere there,
        LookMoment moment,
        CancellationToken token)
    {
        var which = new
        {
            FirstCampaign = campaigns[0].Id,
            LastCampaign = campaigns[^1].Id,
            moment.Today,
            OldestEnd = moment.Today.AddDays(-options.Value.KeepDaysAfterEnd),
            moment.Now,
            LookDay = moment.Today.AddDays(-DaysReturned),
        };
        List<WaitingCampaign> rows =
        [
            .. there.AreReported ? await session.QueryAsync<WaitingCampaign>("deadlines/waiting-campaigns", which, token) : [],
            .. there.AreAsked ? await session.QueryAsync<WaitingCampaign>("deadlines/asking-campaigns", which, token) : [],
        ];
        var newest = rows.GroupBy(row => row.CampaignId).Select(of => of.MaxBy(row => row.ReportedAt)!);
        return newest.ToDictionary(row => row.CampaignId, row => WaitingRule.IsOwed(
            moment.Today,
            moment.Calendar,
            _steps.OverdueEvery,
            isNew: !(row.ReportedAt <= row.ToldAt),
            row.ToldAt is { } told ? DateOnly.FromDateTime(clock.WallClock(told)) : null));
    }

    private Mailing Mailing(
        Campaign campaign,
        Digest<OpenPart> digest,
        int specialist,
        LookMoment moment,
        Func<DateOnly, DateOnly> nextStepAfter)
    {
        var key = $"deadline/{campaign.Code}/{digest.Readers.Key}/{moment.Today:yyyy-MM-dd}";
        var expires = digest.Told.Count > 0
            ? digest.Told.Max(notice => nextStepAfter(notice.Part.DueOn))
            : WaitingRule.NextAfter(moment.Today, moment.Calendar, _steps.OverdueEvery);
        return new()
        {
            MessageKey = key,
            Campaign = campaign,
            Kind = NoticeKind.Deadline,
            Units = digest.Readers.Units,
            ExpiresAt = clock.Instant(expires.ToDateTime(options.Value.DigestAt)),
            Addressees = digest.Readers.Addressees,
            Notices =
            [
                .. digest.Carried.Select(notice => Notice(campaign, notice)),
                // A mail that only tells of others' deadlines is recorded for itself, and so is what waits to be confirmed.
                .. digest.Carried.Count == 0 && digest.Told.Count > 0
                    ? [new Notice(key, 0, UnitId: digest.Readers.Units[0])]
                    : Array.Empty<Notice>(),
                .. specialist != 0
                    ? [new Notice($"waiting/{campaign.Code}/{digest.Readers.Key}/{moment.Today:yyyy-MM-dd}", 0, UnitId: specialist)]
                    : Array.Empty<Notice>(),
            ],
        };
    }

    private static Notice Notice(Campaign campaign, DueNotice<OpenPart> notice) => new(
        $"deadline/{campaign.Code}/{notice.Part.AssignmentCode}/{notice.Part.UnitCode}/{notice.Part.DueOn:yyyy-MM-dd}/{notice.Step}"
            + (notice.IsReturn ? $"/{Answered(notice.Part)}" : ""),
        notice.Step,
        notice.Part.AssignmentId,
        notice.Part.DueOn,
        notice.Part.UnitId);

    private static string Answered(OpenPart part) => part.ReturnedAt is { } returned
        ? $"{DigestRow.Returned}{returned:yyyyMMddHHmmss}"
        : $"{DigestRow.Refused}{part.RefusedAt:yyyyMMddHHmmss}";

    // The furthest due date whose first step may have been reached. A step on a day off moves back to the working day
    // before, so the days off after today are added.
    private DateOnly Horizon(LookMoment moment)
    {
        var furthest = moment.Today.AddDays(_steps.DaysBefore.Max());
        return moment.Calendar.OnOrAfter(moment.Today.AddDays(1)).AddDays(furthest.DayNumber - moment.Today.DayNumber);
    }
}

/// <summary>What there is at all of what units have reported and asked, in any campaign.</summary>
internal sealed record DecisionsThere
{
    public bool AreReturned { get; init; }

    public bool AreRefused { get; init; }

    public bool AreReported { get; init; }

    public bool AreAsked { get; init; }
}

internal sealed record WaitingCampaign
{
    public int CampaignId { get; init; }

    /// <summary>When the newest of what waits was reported or asked.</summary>
    public DateTimeOffset ReportedAt { get; init; }

    /// <summary>When the specialist was last told; null for not in the last weeks.</summary>
    public DateTimeOffset? ToldAt { get; init; }
}

internal sealed record OpenPart : IDigestPart
{
    public int CampaignId { get; init; }

    public int AssignmentId { get; init; }

    public string AssignmentCode { get; init; } = "";

    public DateOnly DueOn { get; init; }

    public int UnitId { get; init; }

    public string UnitCode { get; init; } = "";

    public int? SupervisorId { get; init; }

    public bool IsUnitActive { get; init; }

    /// <summary>Whether all who lead have completed their parts, or their reports wait; null where no unit leads.</summary>
    public bool? LeadsAreComplete { get; init; }

    public int? LastStep { get; init; }

    /// <summary>When the unit's report of completion was returned, where it has not been told of that.</summary>
    public DateTimeOffset? ReturnedAt { get; init; }

    /// <summary>When the unit's request for more time was refused, where it has not been told of that.</summary>
    public DateTimeOffset? RefusedAt { get; init; }

    public bool IsReturned => ReturnedAt is not null || RefusedAt is not null;
}
