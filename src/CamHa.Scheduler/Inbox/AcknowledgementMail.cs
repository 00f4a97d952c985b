using System.Text.Json;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Inbox.Deciding;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Submissions;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Inbox;

/// <summary>Composes the acknowledgement of an answer: what was understood, what waits, and how to correct it.</summary>
internal sealed class AcknowledgementMail(
    Templates templates, IOptions<WeeklyOptions> weekly, IOptions<MailOptions> mail, CampaignClock clock) : IMailComposer
{
    private const int LongestSubject = 150;

    public bool Composes(NoticeKind kind) => kind == NoticeKind.Acknowledgement;

    public async Task<Composition> ComposeAsync(DatabaseSession session, OutboxMessage message, DateTimeOffset now, CancellationToken token)
    {
        var told = JsonSerializer.Deserialize<Acknowledgement>(message.Body, JsonFormat.Options)!;
        var campaign = await CampaignStore.OneAsync(session, message.CampaignId, token);
        var specialists = await CampaignStore.SpecialistsAsync(session, campaign.Id, token);
        var units = await UnitName.EachAsync(session, message.Units, token);
        var subject = Subject(campaign, told);
        var (html, text) = await templates.RenderAsync(told.IsQuestion ? "question" : "acknowledgement", subject, new
        {
            Unit = string.Join("; ", UnitName.Of(message.Units, units).Select(unit => unit.Name)),
            Campaign = campaign.Name,
            Specialist = specialists.SpecialistLine,
            told.Understood,
            told.Waiting,
            IsUnclear = told.Understood.Count == 0
                && told.Waiting.Any(line => line.StartsWith(Answer.Unclear, StringComparison.Ordinal)),
            told.IsClaimed,
            told.IsCancellation,
            told.IsByLink,
            IsRead = mail.Value.AnswersAreRead,
            told.Quote,
            told.Code,
            Week = told.IsQuestion && told.Week is { } asked ? WeekLabel.Brief(asked) : "",
            SoFar = told.Week is null || told.IsQuestion ? "" : await SoFarAsync(session, campaign, told.Week, now, token),
        });
        return new MailContent
        {
            Subject = subject,
            Html = html,
            Text = text,
            InReplyTo = told.InReplyTo,
            // It says how to correct it: by an answer.
            ReplyTo = [.. specialists.Specialists.Select(contact => contact.Address)],
            IsAnswered = true,
        };
    }

    private static string Subject(Campaign campaign, Acknowledgement told)
    {
        var about = CleanText.OneLine(told.Subject);
        return told is { IsCancellation: true, IsByLink: true } ? $"[{campaign.SubjectTag}] Đã hủy những gì gửi qua liên kết"
            : told.IsByLink ? $"[{campaign.SubjectTag}] Đã nhận trả lời qua liên kết của đơn vị"
            : told.IsCancellation ? $"[{campaign.SubjectTag}] Đã hủy những gì ghi từ thư trước"
            : about.Length == 0 ? $"[{campaign.SubjectTag}] Đã nhận thư trả lời"
            : about.StartsWith("Re:", StringComparison.OrdinalIgnoreCase) ? about.Abbreviated(LongestSubject)
            : $"Re: {about}".Abbreviated(LongestSubject);
    }

    // True when it leaves, not when the answer was read.
    private async Task<string> SoFarAsync(
        DatabaseSession session, Campaign campaign, string name, DateTimeOffset now, CancellationToken token)
    {
        var calendar = await CalendarStore.ReadAsync(session, token);
        if (ReportingCalendar.Of(campaign, calendar, weekly.Value.Times).For(IsoWeek.Parse(name)) is not { } week)
            return "";
        var units = await SubmissionStore.StandingAsync(session, campaign.Id, week, now, clock, token);
        var owing = units.Count(unit => unit.Standing.State != SubmissionState.Exempt);
        var come = units.Count(unit => unit.Standing.State is SubmissionState.OnTime or SubmissionState.Late);
        return $"Đến nay {WeekLabel.Of(week).Name} đã có {come}/{owing} đơn vị nộp báo cáo.";
    }
}
