using System.Globalization;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Links;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Deadlines;

/// <summary>Composes a digest as things stand when it leaves: notices that no longer apply are left out.</summary>
internal sealed class DigestMail(
    Templates templates,
    UnitLinks links,
    IOptions<DeadlineOptions> options,
    IOptions<MailOptions> mail,
    CampaignClock clock) : IMailComposer
{
    // Of a section. Nobody reads more on a phone; an attached list holds all of them.
    private const int MostLines = 60;
    private const string ListName = "danh-sach-nhiem-vu.txt";

    private readonly EscalationLadder _ladder = options.Value.Steps.Ladder;

    public bool Composes(NoticeKind kind) => kind == NoticeKind.Deadline;

    public async Task<Composition> ComposeAsync(DatabaseSession session, OutboxMessage message, DateTimeOffset now, CancellationToken token)
    {
        var today = DateOnly.FromDateTime(clock.WallClock(now));
        var calendar = await CalendarStore.ReadAsync(session, token);
        var specialists = await CampaignStore.SpecialistsAsync(session, message.CampaignId, token);
        var rows = new List<DigestRow>();
        var leads = new List<LeadRow>();
        var told = new Dictionary<int, ToldBefore>();
        foreach (var unit in message.Units)
        {
            var noticed = new { message.CampaignId, message.LookDay, UnitId = unit };
            rows.AddRange(await session.QueryAsync<DigestRow>(
                "deadlines/digest-lines", new { noticed.CampaignId, noticed.LookDay, noticed.UnitId, Now = now }, token));
            leads.AddRange(await session.QueryAsync<LeadRow>("deadlines/digest-leads", noticed, token));
            told[unit] = await ToldBefore.ReadAsync(session, unit, message.LookDay, now, token);
        }

        var open = rows.FindAll(row => row.IsStillTrue(now));
        // Of several that an outage has kept, only the last says what others owe and what waits.
        var isLast = await IsLastAsync(session, message, token);
        var watched = isLast ? await WatchedAsync(session, message, specialists, calendar, today, now, token) : null;
        var waiting = isLast && message.Units.Any(specialists.SpecialistUnits.Contains)
            ? await WaitingAsync(session, message.CampaignId, now, token)
            : WaitingParts.None;
        var asked = isLast && message.Units.Any(specialists.SpecialistUnits.Contains)
            ? await AskedAsync(session, message.CampaignId, now, token)
            : AskedExtensions.None;
        if (open.Count == 0 && watched is null && waiting.Count + asked.Count == 0)
        {
            return Composition.Suppressed(
                "every assignment in it was completed, confirmed, moved, reassigned or told of again since");
        }

        var campaign = await CampaignStore.OneAsync(session, message.CampaignId, token);
        var units = await UnitName.EachAsync(session, message.Units, token);
        var isShared = open.DistinctBy(row => row.UnitCode).Count() > 1;
        var leadsOf = leads.ToLookup(row => row.AssignmentId, row => row.UnitName);
        var lines = open.ConvertAll(row => DigestLine.Of(
            row, isShared ? row.UnitName : "", leadsOf[row.AssignmentId].Distinct(), told[row.UnitId], today, calendar, clock, now));
        // What answers a mail of several units says of which, only a person can tell.
        var isRead = mail.Value.AnswersAreRead && message.Units.Count == 1;
        var sections = Sections(lines, isRead ? mail.Value.ReplyTo : "");
        var subject = Subject(campaign, lines, watched, (waiting.Count, asked.Count), today);
        var (html, text) = await templates.RenderAsync("digest", subject, new
        {
            Unit = string.Join("; ", UnitName.Of(message.Units, units).Select(unit => unit.Name)),
            Campaign = campaign.Name,
            Specialist = specialists.SpecialistLine,
            Opening = Opening(lines, watched, isShared, (waiting.Count, asked.Count), today),
            Sections = sections,
            Watched = (object[])[.. watched?.Units ?? []],
            Quiet = (object[])[.. watched?.Quiet ?? []],
            Waiting = waiting,
            IsRead = isRead,
            Example = sections.Count > 0 ? sections[0].All[0].Code : "",
            Until = lines.Count > 0 ? Vietnamese.DayMonth(Later(sections[0].All[0].DueOn, today)) : "",
            Asked = asked,
            Link = message.Units is [var single] && open.Count > 0
                ? await links.OfMailAsync(session, campaign, single, IsoWeek.Of(today), token) : "",
        });
        return new Composition(
            new MailContent
            {
                Subject = subject,
                Html = html,
                Text = text,
                IsAnswered = mail.Value.AnswersAreRead,
                CodeStem = mail.Value.AnswersAreRead && lines.Count > 0
                    ? AnswerCode.Stem(campaign.SubjectTag, lines is [var only] ? only.Code : "")
                    : "",
                ReplyTo = [.. specialists.Specialists.Select(contact => contact.Address)],
                Threads = open.Count > 0
                    ? [.. open.Select(row =>
                        $"{CodeName.Of(campaign.Code)}.{CodeName.Of(row.Code)}.{CodeName.Of(row.UnitCode)}".ToLowerInvariant())]
                    : [$"{CodeName.Of(campaign.Code)}.watched.{message.UnitId}".ToLowerInvariant()],
                Attachments =
                [
                    .. open.Count > 0 ? [CalendarOf(campaign, open, told, today, now)] : Array.Empty<MailAttachment>(),
                    .. sections.Exists(section => section.Rest > 0) ? [ListOf(sections)] : Array.Empty<MailAttachment>(),
                ],
            },
            "")
        {
            LeftOut = [.. rows.Except(open).Select(row => row.NoticeKey)],
        };
    }

    private MailAttachment CalendarOf(
        Campaign campaign,
        List<DigestRow> open,
        Dictionary<int, ToldBefore> told,
        DateOnly today,
        DateTimeOffset now)
    {
        var calendar = new DeadlineCalendar(campaign, mail.Value.From, today, now);
        foreach (var unit in open.GroupBy(row => (row.UnitId, row.UnitCode)))
        {
            var own = unit.Select(row => row.AssignmentId).ToHashSet();
            calendar.With(unit).Without(told[unit.Key.UnitId].Ended(own, today, now), unit.Key.UnitCode);
        }

        return calendar.Attachment();
    }

    private static async Task<bool> IsLastAsync(DatabaseSession session, OutboxMessage message, CancellationToken token) =>
        await session.ScalarAsync<int>("deadlines/later-digests", new
        {
            message.MessageKey,
            LastKey = $"{HoldRule.Stem(message.MessageKey)}{DateOnly.MaxValue:yyyy-MM-dd}",
            message.UnitId,
            message.Body,
            message.LookDay,
        }, token) == 0;

    private async Task<WatchedUnits?> WatchedAsync(
        DatabaseSession session,
        OutboxMessage message,
        AddressBook specialists,
        WorkingCalendar calendar,
        DateOnly today,
        DateTimeOffset now,
        CancellationToken token)
    {
        var watched = await session.OnceAsync((typeof(WatchedRow), message.CampaignId, message.LookDay, now), async () =>
        {
            var rows = await session.QueryAsync<WatchedRow>(
                "deadlines/watched-parts", new { message.CampaignId, message.LookDay, Today = today, Now = now }, token);
            return new WatchedRows(rows, specialists.SpecialistUnits);
        });
        return WatchedUnits.Of(watched, message.Units, _ladder, today, calendar);
    }

    private Task<WaitingParts> WaitingAsync(DatabaseSession session, int campaignId, DateTimeOffset now, CancellationToken token) =>
        session.OnceAsync((typeof(WaitingParts), campaignId, now), async () => WaitingParts.Of(
            await session.QueryAsync<WaitingRow>("deadlines/waiting-parts", new { CampaignId = campaignId, Now = now }, token), clock));

    private Task<AskedExtensions> AskedAsync(DatabaseSession session, int campaignId, DateTimeOffset now, CancellationToken token) =>
        session.OnceAsync((typeof(AskedExtensions), campaignId, now), async () => AskedExtensions.Of(
            await session.QueryAsync<AskedRow>("deadlines/asked-extensions", new { CampaignId = campaignId, Now = now }, token), clock));

    private static string Opening(
        List<DigestLine> lines, WatchedUnits? watched, bool isShared, (int Reported, int Asked) waiting, DateOnly today)
    {
        var day = Vietnamese.WithWeekday(today);
        if (lines.Count == 0 && watched is null)
        {
            return waiting.Asked == 0
                ? $"Các đơn vị đã báo hoàn thành những việc dưới đây và đang chờ xác nhận, tính đến {day}:"
                : $"Các đơn vị đang chờ chuyên trách quyết định những việc dưới đây, tính đến {day}:";
        }

        if (lines.Count == 0)
            return $"Tình hình nhiệm vụ quá hạn của các đơn vị cần theo dõi, đôn đốc, tính đến {day}:";
        var isOpening = lines.Exists(line => line.Section == DigestSection.Opening);
        return $"Ban Chỉ đạo thông báo tình hình {(isOpening ? "ban đầu về " : "")}thời hạn các nhiệm vụ của "
            + $"{(isShared ? "các đơn vị nêu trên" : "đơn vị")}, tính đến {day}"
            + (isOpening ? ". Những nhiệm vụ có hạn đã qua được nhắc lần đầu trong thư này:" : ":");
    }

    private static string Subject(
        Campaign campaign, List<DigestLine> lines, WatchedUnits? watched, (int Reported, int Asked) waiting, DateOnly today)
    {
        if (lines.Count == 0 && watched is null)
        {
            var reported = waiting.Reported > 0 ? $"xác nhận {waiting.Reported} phần việc đơn vị đã báo hoàn thành" : "";
            var asked = waiting.Asked > 0 ? $"quyết định {waiting.Asked} đề nghị lùi hạn" : "";
            return $"[{campaign.SubjectTag}] V/v {reported}{(reported.Length * asked.Length > 0 ? "; " : "")}{asked}";
        }

        var others = watched is null ? ""
            : watched.Overdue > 0 ? $"{watched.Overdue} nhiệm vụ quá hạn của {watched.Units.Count} đơn vị"
            : "nhiệm vụ không còn đơn vị chủ trì hoạt động";
        if (lines.Count == 0)
            return $"[{campaign.SubjectTag}] V/v đôn đốc {others}";
        var overdue = lines.Count(line => line.Section == DigestSection.Overdue);
        var opening = lines.Count(line => line.Section == DigestSection.Opening);
        var returned = lines.Count(line => line.Section == DigestSection.Returned);
        var refused = lines.Count(line => line.Section == DigestSection.Refused);
        var soon = lines.Count - overdue - opening - returned - refused;
        var watching = others.Length > 0 ? $"; đôn đốc {others}" : "";
        var rest = (soon > 0 ? $", {soon} sắp đến hạn" : "") + watching;
        if (refused > 0)
            rest = $", {refused} đề nghị lùi hạn không được chấp thuận{rest}";
        var withReturned = returned > 0 ? $", {returned} báo hoàn thành được trả lại{rest}" : rest;
        if (overdue > 0)
        {
            return $"QUÁ HẠN: [{campaign.SubjectTag}] {overdue} nhiệm vụ quá hạn"
                + (opening > 0 ? $", {opening} hạn đã qua khi bắt đầu nhắc" : "") + withReturned;
        }

        if (opening > 0)
            return $"[{campaign.SubjectTag}] V/v tình hình ban đầu: {opening} nhiệm vụ có hạn đã qua" + withReturned;
        if (returned > 0)
            return $"[{campaign.SubjectTag}] V/v trả lại {returned} nhiệm vụ báo hoàn thành" + rest;
        if (refused > 0)
            return $"[{campaign.SubjectTag}] V/v {rest[2..]}";
        var first = lines.Min(line => line.DueOn);
        var count = first == today
            ? $"{lines.Count(line => line.DueOn == first)} nhiệm vụ đến hạn hôm nay ({Vietnamese.DayMonth(first)})"
            : $"{lines.Count} nhiệm vụ sắp đến hạn (sớm nhất {Vietnamese.DayMonth(first)})";
        return $"[{campaign.SubjectTag}] V/v {count}{watching}";
    }

    private static List<Section> Sections(List<DigestLine> lines, string answersTo)
    {
        var sections = new List<Section>();
        var buttons = answersTo.Length > 0 ? DigestButtons.MostLines : 0;
        foreach (var (kind, title, color, style) in new[]
                 {
                     (DigestSection.Overdue, "Quá hạn", Palette.OnScreen.Bad, "red"),
                     (DigestSection.Opening, "Tình hình ban đầu: hạn đã qua", Palette.OnScreen.Warning, "amber"),
                     (DigestSection.Returned, "Báo hoàn thành được trả lại", Palette.OnScreen.Warning, "amber"),
                     (DigestSection.Refused, "Đề nghị lùi hạn không được chấp thuận", Palette.OnScreen.Warning, "amber"),
                     (DigestSection.Today, "Đến hạn hôm nay", Palette.OnScreen.Warning, "amber"),
                     (DigestSection.Soon, "Sắp đến hạn", Palette.OnScreen.Good, "green"),
                 })
        {
            var own = lines
                .Where(line => line.Section == kind)
                .OrderBy(line => line.DueOn)
                .ThenBy(line => line.Code, StringComparer.Ordinal)
                .ToArray();
            for (var at = 0; at < own.Length && buttons > 0; at++, buttons--)
                own[at] = own[at] with { Buttons = DigestButtons.Of(answersTo, own[at].Code) };
            if (own.Length > 0)
                sections.Add(new(title, color.Html, style, own));
        }

        return sections;
    }

    // A date that an extension might be asked to.
    private static DateOnly Later(DateOnly dueOn, DateOnly today) => (dueOn > today ? dueOn : today).AddDays(14);

    private static MailAttachment ListOf(List<Section> sections) => MailAttachment.OfText(
        ListName,
        string.Join("\n\n", sections.Select(section => $"{section.Title.ToUpper(CultureInfo.InvariantCulture)} ({section.Count})\n"
            + string.Join('\n', section.All.Select(line => $"{line.Code} - {line.Title}\n  Hạn: {line.Due} - {line.Left}")))));

    private sealed record Section(string Title, string Color, string Class, IReadOnlyList<DigestLine> All)
    {
        public IEnumerable<DigestLine> Lines { get; } = [.. All.Take(MostLines)];

        public int Count => All.Count;

        public int Rest => Math.Max(0, Count - MostLines);
    }
}
