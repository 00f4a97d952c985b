using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Links;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Submissions;

/// <summary>Composes the reminder of a unit's weekly submission, unless it has come in since.</summary>
internal sealed class ReminderMail(
    Templates templates, UnitLinks links, IOptions<WeeklyOptions> options, IOptions<MailOptions> mail, CampaignClock clock) : IMailComposer
{
    // More names than that make nobody hurry.
    private const int MostNames = 60;

    // Read for each batch, it would make the reminders of a campaign cost the square of its units. The mail says of when it is.
    private static readonly TimeSpan Recent = TimeSpan.FromSeconds(1);

    private readonly WeeklyTimes _times = options.Value.Times;

    private WeekSoFar? _soFar;

    public bool Composes(NoticeKind kind) => kind == NoticeKind.Reminder;

    public async Task<Composition> ComposeAsync(DatabaseSession session, OutboxMessage message, DateTimeOffset now, CancellationToken token)
    {
        var campaign = await CampaignStore.OneAsync(session, message.CampaignId, token);
        var calendar = await CalendarStore.ReadAsync(session, token);
        var week = ReportingCalendar.Of(campaign, calendar, _times).For(IsoWeek.Parse(message.Week!));
        if (week is null || now >= clock.Instant(week.CutOff))
            return Composition.Suppressed("nothing is owed for this week any more");

        var own = await SubmissionStore.StandingOfAsync(session, message.Units, week, now, clock, token);
        var owing = own.FindAll(unit => unit.Standing.State == SubmissionState.Awaited);
        if (owing.Count == 0)
        {
            return Composition.Suppressed(own.Count == 0 ? "the unit no longer owes a submission"
                : own.TrueForAll(unit => unit.Standing.State == SubmissionState.Exempt) ? "the unit is exempt"
                : "the submission has come");
        }

        var specialists = await CampaignStore.SpecialistsAsync(session, campaign.Id, token);
        // What answers a mail of several units says of which, only a person can tell.
        IReadOnlyList<AnswerButton> buttons = mail.Value.AnswersAreRead && message.Units is [var unit]
            ? ReminderButtons.Of(
                mail.Value.ReplyTo, WeekLabel.Of(week).Name, await SubmissionStore.PlannedAsync(session, unit, week, now, token))
            : [];
        var soFar = await SoFarAsync(session, campaign, week, now, token);
        var link = message.Units is [var only] ? await links.OfMailAsync(session, campaign, only, week.Week, token) : "";
        var content = await ContentAsync(campaign, week, owing, soFar, specialists, buttons, link);
        return new Composition(content with { ReplyTo = [.. specialists.Specialists.Select(contact => contact.Address)] }, "")
        {
            LeftOut = [.. own.Except(owing).Select(unit => $"reminder/{campaign.Code}/{unit.Code}/{week.Week}/{message.Step}")],
        };
    }

    private async Task<MailContent> ContentAsync(
        Campaign campaign,
        ReportingWeek week,
        List<UnitStanding> owing,
        WeekSoFar soFar,
        AddressBook specialists,
        IReadOnlyList<AnswerButton> buttons,
        string link)
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
            AsOf = Vietnamese.Moment(clock.WallClock(soFar.AsOf)),
            Received = soFar.Received.Take(MostNames).ToArray(),
            soFar.Received.Count,
            Others = Math.Max(0, soFar.Received.Count - MostNames),
            soFar.Owing,
            IsRead = buttons.Count > 0,
            Buttons = buttons,
            Link = link,
        });
        return new()
        {
            Subject = subject,
            Html = html,
            Text = text,
            IsAnswered = mail.Value.AnswersAreRead,
            CodeStem = mail.Value.AnswersAreRead
                ? AnswerCode.Stem(campaign.SubjectTag, AnswerCode.Week(week.Week.Number))
                : "",
            Threads = [.. owing.Select(unit => $"{CodeName.Of(campaign.Code)}.{week.Week}.{CodeName.Of(unit.Code)}".ToLowerInvariant())],
        };
    }

    private async Task<WeekSoFar> SoFarAsync(
        DatabaseSession session, Campaign campaign, ReportingWeek week, DateTimeOffset now, CancellationToken token)
    {
        if (_soFar is { } known && (known.CampaignId, known.Week) == (campaign.Id, week.Week) && (now - known.AsOf).Duration() < Recent)
            return known;
        var units = await SubmissionStore.StandingAsync(session, campaign.Id, week, now, clock, token);
        return _soFar = new(
            campaign.Id,
            week.Week,
            now,
            [.. units.Where(unit => unit.Standing.State == SubmissionState.OnTime).Select(unit => unit.Name)],
            units.Count(unit => unit.Standing.State != SubmissionState.Exempt));
    }

    /// <summary>What every reminder of a week says of all units.</summary>
    private sealed record WeekSoFar(int CampaignId, IsoWeek Week, DateTimeOffset AsOf, IReadOnlyList<string> Received, int Owing);
}
