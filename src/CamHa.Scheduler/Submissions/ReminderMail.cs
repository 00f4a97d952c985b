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
    // More names than that make nobody hurry.
    private const int MostNames = 60;

    private readonly WeeklyTimes _times = options.Value.Times;

    public bool Composes(NoticeKind kind) => kind == NoticeKind.Reminder;

    public async Task<Composition> ComposeAsync(DatabaseSession session, OutboxMessage message, DateTimeOffset now, CancellationToken token)
    {
        var campaign = await CampaignStore.OneAsync(session, message.CampaignId, token);
        var calendar = await CalendarStore.ReadAsync(session, token);
        var week = ReportingCalendar.Of(campaign, calendar, _times).For(IsoWeek.Parse(message.Week!));
        if (week is null || now >= clock.Instant(week.CutOff))
            return Composition.Suppressed("nothing is owed for this week any more");

        var standings = await session.OnceAsync((typeof(Standings), campaign.Id, week.Week, now), async () =>
            new Standings(await SubmissionStore.StandingAsync(session, campaign.Id, week, now, clock, token)));
        var own = standings.Of(message.Units);
        var owing = own.FindAll(unit => unit.Standing.State == SubmissionState.Awaited);
        if (owing.Count == 0)
        {
            return Composition.Suppressed(own.Count == 0 ? "the unit no longer owes a submission"
                : own.TrueForAll(unit => unit.Standing.State == SubmissionState.Exempt) ? "the unit is exempt"
                : "the submission has come");
        }

        var specialists = await CampaignStore.SpecialistsAsync(session, campaign.Id, token);
        var content = await ContentAsync(campaign, week, owing, standings, specialists, now);
        return new Composition(content with { ReplyTo = [.. specialists.Specialists.Select(contact => contact.Address)] }, "")
        {
            LeftOut = [.. own.Except(owing).Select(unit => $"reminder/{campaign.Code}/{unit.Code}/{week.Week}/{message.Step}")],
        };
    }

    private async Task<MailContent> ContentAsync(
        Campaign campaign,
        ReportingWeek week,
        List<UnitStanding> owing,
        Standings standings,
        AddressBook specialists,
        DateTimeOffset now)
    {
        var label = WeekLabel.Of(week);
        var cutOff = $"{Vietnamese.Time(week.CutOff)}, {Vietnamese.DayMonth(DateOnly.FromDateTime(week.CutOff))}";
        var subject = $"[{campaign.SubjectTag}] V/v nhắc nộp báo cáo {label.Name} (hạn {cutOff})";
        var (html, text) = await templates.RenderAsync("reminder", subject, new
        {
            Unit = string.Join("; ", owing.Select(unit => unit.Name)),
            Campaign = campaign.Name,
            Specialist = specialists.SpecialistLine,
            Week = label.Name,
            Dates = label.Dates,
            CutOff = Vietnamese.Moment(week.CutOff),
            ReportAt = Vietnamese.Moment(week.ReportAt),
            AsOf = Vietnamese.Moment(clock.WallClock(now)),
            Received = standings.Received.Take(MostNames).ToArray(),
            standings.Received.Count,
            Others = Math.Max(0, standings.Received.Count - MostNames),
            standings.Owing,
        });
        return new()
        {
            Subject = subject,
            Html = html,
            Text = text,
            Threads = [.. owing.Select(unit => $"{CodeName.Of(campaign.Code)}.{week.Week}.{CodeName.Of(unit.Code)}".ToLowerInvariant())],
        };
    }

    // What all reminders of a look say of the week: a mail that counted it anew would cost as much as there are units.
    private sealed class Standings(IReadOnlyList<UnitStanding> units)
    {
        private readonly Dictionary<int, (int At, UnitStanding Unit)> _byUnit =
            units.Select((unit, at) => (unit, at)).ToDictionary(each => each.unit.UnitId, each => (each.at, each.unit));

        public IReadOnlyList<string> Received { get; } =
            [.. units.Where(unit => unit.Standing.State == SubmissionState.OnTime).Select(unit => unit.Name)];

        public int Owing { get; } = units.Count(unit => unit.Standing.State != SubmissionState.Exempt);

        public List<UnitStanding> Of(IReadOnlyList<int> units) =>
        [
            .. units
                .Where(_byUnit.ContainsKey)
                .Select(unit => _byUnit[unit])
                .OrderBy(each => each.At)
                .Select(each => each.Unit),
        ];
    }
}
