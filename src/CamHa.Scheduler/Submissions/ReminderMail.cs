using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Submissions;

/// <summary>Composes the reminder of a unit's weekly submission, unless it has come in since.</summary>
public sealed class ReminderMail(Templates templates, IOptions<WeeklyOptions> options, CampaignClock clock) : IMailComposer
{
    private readonly WeeklyTimes _times = options.Value.Times;

    public bool Composes(NoticeKind kind) => kind == NoticeKind.Reminder;

    public async Task<Composition> ComposeAsync(DatabaseSession session, OutboxMessage message, DateTimeOffset now, CancellationToken token)
    {
        var campaign = await CampaignStore.OneAsync(session, message.CampaignId, token);
        var calendar = await CalendarStore.ReadAsync(session, token);
        var week = ReportingCalendar.Of(campaign, calendar, _times).For(IsoWeek.Parse(message.Week!));
        if (week is null || now >= clock.Instant(week.CutOff))
            return Composition.Suppressed("nothing is owed for this week any more");

        var units = await SubmissionStore.StandingAsync(session, campaign.Id, week, now, clock, token);
        var own = units.Where(unit => message.Units.Contains(unit.UnitId)).ToList();
        var owing = own.FindAll(unit => unit.Standing.State == SubmissionState.Awaited);
        if (owing.Count == 0)
        {
            return Composition.Suppressed(own.Count == 0 ? "the unit no longer owes a submission"
                : own.TrueForAll(unit => unit.Standing.State == SubmissionState.Exempt) ? "the unit is exempt"
                : "the submission has come");
        }

        var addresses = await CampaignStore.AddressBookAsync(session, campaign.Id, token);
        var content = await ContentAsync(campaign, week, owing, units, addresses, now);
        return new Composition(content with { ReplyTo = [.. addresses.Specialists.Select(contact => contact.Address)] }, "")
        {
            LeftOut = [.. own.Except(owing).Select(unit => $"reminder/{campaign.Code}/{unit.Code}/{week.Week}/{message.Step}")],
        };
    }

    private async Task<MailContent> ContentAsync(
        Campaign campaign,
        ReportingWeek week,
        List<UnitStanding> owing,
        IReadOnlyList<UnitStanding> units,
        AddressBook addresses,
        DateTimeOffset now)
    {
        var label = WeekLabel.Of(week);
        var cutOff = $"{Vietnamese.Time(week.CutOff)}, {Vietnamese.DayMonth(DateOnly.FromDateTime(week.CutOff))}";
        var subject = $"[{campaign.SubjectTag}] V/v nhắc nộp báo cáo {label.Name} (hạn {cutOff})";
        var (html, text) = await templates.RenderAsync("reminder", subject, new
        {
            Unit = string.Join("; ", owing.Select(unit => unit.Name)),
            Campaign = campaign.Name,
            Specialist = addresses.SpecialistLine,
            Week = label.Name,
            Dates = label.Dates,
            CutOff = Vietnamese.Moment(week.CutOff),
            ReportAt = Vietnamese.Moment(week.ReportAt),
            AsOf = Vietnamese.Moment(clock.WallClock(now)),
            Received = units.Where(unit => unit.Standing.State == SubmissionState.OnTime).Select(unit => unit.Name).ToArray(),
            Owing = units.Count(unit => unit.Standing.State != SubmissionState.Exempt),
        });
        return new()
        {
            Subject = subject,
            Html = html,
            Text = text,
            Threads = [.. owing.Select(unit => $"{CodeName.Of(campaign.Code)}.{week.Week}.{CodeName.Of(unit.Code)}".ToLowerInvariant())],
        };
    }
}
