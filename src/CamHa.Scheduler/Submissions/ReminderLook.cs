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
        var owing = ReminderRule.Decide(week, moment.WallClock, units).ToList();
        if (owing.Count == 0)
            return [];

        var addresses = await CampaignStore.AddressBookAsync(session, campaign.Id, token);
        return
        [
            .. owing
                .Select(unit => Mailing(campaign, week, step, unit, addresses))
                .Where(mailing => mailing.Addressees.Count > 0),
        ];
    }

    private Mailing Mailing(Campaign campaign, ReportingWeek week, int step, OwingUnit unit, AddressBook addresses)
    {
        var key = $"reminder/{campaign.Code}/{unit.Code}/{week.Week}/{step}";
        return new()
        {
            MessageKey = key,
            Campaign = campaign,
            Kind = NoticeKind.Reminder,
            UnitId = unit.Id,
            Week = week.Week.ToString(),
            Step = step,
            ExpiresAt = clock.Instant(ReminderRule.ExpiresAt(week, step)),
            Addressees = addresses.Unit(unit.Id),
            Notices = [new(key, step)],
        };
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
