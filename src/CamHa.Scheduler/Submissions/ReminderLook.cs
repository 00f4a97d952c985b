using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Submissions;

/// <summary>Reminds the units that owe a submission for the week and have sent none.</summary>
public sealed class ReminderLook(IOptions<WeeklyOptions> options, CampaignClock clock) : WeeklyLook(options)
{
    public override string Name => LookName.Reminders;

    public override IReadOnlyList<TimeOnly> Times => [.. WeeklyTimes.Reminders.Select(reminder => reminder.At).Distinct().Order()];

    protected override IEnumerable<DateTime> MomentsOf(ReportingWeek week, ReportingCalendar weeks) => week.Reminders;

    protected override async Task<IReadOnlyList<Mailing>> DecideAsync(
        DatabaseSession session,
        Campaign campaign,
        ReportingCalendar weeks,
        LookMoment moment,
        CancellationToken token)
    {
        if (weeks.Current(moment.WallClock) is not { } week || ReminderRule.StepAt(week, moment.WallClock) is not { } step)
            return [];

        var units = await session.QueryAsync<OwingUnit>("submissions/owing-units", new
        {
            CampaignId = campaign.Id,
            FromWeek = week.FirstWeek.ToString(),
            Week = week.Week.ToString(),
            Now = moment.Now,
        }, token);
        var owing = ReminderRule.Decide(week, moment.WallClock, units).ToDictionary(unit => unit.Id);
        if (owing.Count == 0)
            return [];

        var addresses = await CampaignStore.AddressBookAsync(session, campaign.Id, token);
        var carried = new HashSet<int>();
        // Whoever reads for one unit alone comes first, and carries its notice.
        return
        [
            .. addresses.ReadersOf(owing.Keys.ToHashSet()).OrderBy(readers => readers.Units.Count).Select(readers =>
                Mailing(campaign, week, step, readers, [.. readers.Units.Where(carried.Add).Select(unit => owing[unit])])),
        ];
    }

    private Mailing Mailing(Campaign campaign, ReportingWeek week, int step, Readers readers, List<OwingUnit> units)
    {
        var key = Key(readers.Key);
        return new()
        {
            MessageKey = key,
            Campaign = campaign,
            Kind = NoticeKind.Reminder,
            Units = readers.Units,
            Week = week.Week.ToString(),
            Step = step,
            ExpiresAt = clock.Instant(ReminderRule.ExpiresAt(week, step)),
            Addressees = readers.Addressees,
            // A mail whose units are all reminded by others too is recorded for itself.
            Notices = units.Count == 0 ? [new(key, step)] : [.. units.Select(unit => new Notice(Key(unit.Code), step, UnitId: unit.Id))],
        };

        string Key(string unit) => $"reminder/{campaign.Code}/{unit}/{week.Week}/{step}";
    }

    private sealed record OwingUnit : IOwesSubmission
    {
        public int Id { get; init; }

        public string Code { get; init; } = "";

        public bool HasSubmitted { get; init; }

        public bool IsExempt { get; init; }

        public int? LastStep { get; init; }
    }
}
