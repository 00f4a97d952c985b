using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Deadlines;

/// <summary>Sends each unit at most one digest a day: what is overdue, due today and due soon, each once a step.</summary>
public sealed class DeadlineLook(IOptions<DeadlineOptions> options, CampaignClock clock) : ILook
{
    private readonly DeadlineSteps _steps = options.Value.Steps;

    public string Name => LookName.Deadlines;

    public IReadOnlyList<TimeOnly> Times => [options.Value.DigestAt];

    public async Task<IReadOnlyList<Mailing>> DecideAsync(
        DatabaseSession session,
        IReadOnlyList<Campaign> campaigns,
        LookMoment moment,
        CancellationToken token)
    {
        // A look at start-up, at night or on a day off, must not mail; the next regular one decides the same.
        if (moment.TimeOfDay < options.Value.DigestAt || !moment.Calendar.IsWorking(moment.Today))
            return [];

        var parts = await session.QueryAsync<OpenPart>("deadlines/open-parts", new
        {
            FirstCampaign = campaigns[0].Id,
            LastCampaign = campaigns[^1].Id,
            moment.Today,
            OldestEnd = moment.Today.AddDays(-options.Value.KeepDaysAfterEnd),
            moment.Now,
            Horizon = Horizon(moment),
        }, token);
        var digests = DeadlineRule.Decide(moment.Today, moment.Calendar, _steps, parts)
            .GroupBy(notice => notice.Part.UnitId).ToList();
        if (digests.Count == 0)
            return [];

        var addresses = await CampaignStore.AddressBooksAsync(session, campaigns, token);
        var campaignOf = campaigns.ToDictionary(campaign => campaign.Id);
        // Cached by due date, which many assignments share.
        var next = new Dictionary<DateOnly, DateOnly>();
        return
        [
            .. from digest in digests
               let campaignId = digest.First().Part.CampaignId
               where addresses.ContainsKey(campaignId)
               let mailing = Mailing(campaignOf[campaignId], addresses[campaignId], [.. digest], moment, NextStepAfter)
               // Nothing is recorded without an addressee, so that the unit is told as soon as it has an address.
               where mailing.Addressees.Count > 0
               select mailing,
        ];

        DateOnly NextStepAfter(DateOnly due) => next.TryGetValue(due, out var day) ? day
            : next[due] = DeadlineRule.NextStepAfter(moment.Today, due, moment.Calendar, _steps);
    }

    private Mailing Mailing(
        Campaign campaign,
        AddressBook addresses,
        List<DueNotice<OpenPart>> digest,
        LookMoment moment,
        Func<DateOnly, DateOnly> nextStepAfter)
    {
        var unit = digest[0].Part;
        var level = digest.Max(notice => notice.Level);
        var expires = digest.Max(notice => nextStepAfter(notice.Part.DueOn));
        return new()
        {
            MessageKey = $"deadline/{campaign.Code}/{unit.UnitCode}/{moment.Today:yyyy-MM-dd}",
            Campaign = campaign,
            Kind = NoticeKind.Deadline,
            UnitId = unit.UnitId,
            ExpiresAt = clock.Instant(expires.ToDateTime(options.Value.DigestAt)),
            Addressees = Addressees(addresses, unit, level),
            Notices = [.. digest.Select(notice => new Notice(
                $"deadline/{campaign.Code}/{notice.Part.AssignmentCode}/{unit.UnitCode}/{notice.Part.DueOn:yyyy-MM-dd}/{notice.Step}",
                notice.Step,
                notice.Part.AssignmentId,
                notice.Part.DueOn))],
        };
    }

    private static IReadOnlyList<Addressee> Addressees(AddressBook addresses, OpenPart unit, EscalationLevel level)
    {
        var own = addresses.Unit(unit.UnitId);
        if (own.Count == 0 || level < EscalationLevel.Supervisor)
            return own;
        IEnumerable<Addressee> supervisor = unit.SupervisorId is { } id ? addresses.UnitInCopy(id) : [];
        return [.. own, .. supervisor, .. level >= EscalationLevel.Specialist ? addresses.SpecialistsInCopy : []];
    }

    // The furthest due date whose first step may have been reached. A step on a day off moves back to the working day
    // before, so the days off after today are added.
    private DateOnly Horizon(LookMoment moment)
    {
        var furthest = moment.Today.AddDays(_steps.DaysBefore.Max());
        return moment.Calendar.OnOrAfter(moment.Today.AddDays(1)).AddDays(furthest.DayNumber - moment.Today.DayNumber);
    }
}

internal sealed record OpenPart : IOpenPart
{
    public int CampaignId { get; init; }

    public int AssignmentId { get; init; }

    public string AssignmentCode { get; init; } = "";

    public DateOnly DueOn { get; init; }

    public int UnitId { get; init; }

    public string UnitCode { get; init; } = "";

    public int? SupervisorId { get; init; }

    public int? LastStep { get; init; }
}
