using CamHa.Scheduler.Alerts;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Inbox;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Status;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>The sections of the first page that show how the service stands.</summary>
public sealed class OverviewSections(Database database, CampaignClock clock, TimeProvider time)
{
    // There may be thousands of problems with thousands of campaigns.
    private const int MostProblems = 20;

    private readonly long _started = time.GetTimestamp();

    /// <summary>The heading, and whether all is well.</summary>
    /// <param name="status">How the service stands; null if the database is away.</param>
    /// <param name="toDo">How many things a person has to do.</param>
    internal static Html Verdict(ServiceStatus? status, int toDo)
    {
        var (css, sign, words) = status switch
        {
            null => ("bad", "✕", "Dịch vụ đang chạy nhưng không truy cập được cơ sở dữ liệu"),
            { IsArmed: false } => ("bad", "✕", "Dịch vụ đang chạy nhưng máy này chưa được phép gửi thư"),
            { Paused: not null } => ("bad", "✕", "Dịch vụ đang chạy nhưng đang tạm dừng gửi thư"),
            { Faults.Count: > 0 } => ("bad", "✕", "Dịch vụ đang chạy nhưng không gửi được thư"),
            _ when toDo > 0 => ("warning", "!", $"Dịch vụ đang chạy; có {toDo} việc cần xử lý"),
            _ => ("good", "✓", "Dịch vụ đang chạy, mọi việc bình thường"),
        };
        return Html.Of($"""
            <h1>Tổng quan</h1>
            <p class="verdict {css}"><span aria-hidden="true">{sign}</span> {words}</p>
            """);
    }

    internal Html Problems(List<Problem> problems) => problems.Count == 0 ? default : Html.Of($"""
        <section aria-labelledby="problems"><h2 id="problems">Việc cần xử lý ({problems.Count})</h2>
        <ul class="cards">
        {problems.Take(MostProblems).Select(problem => Html.Of($"""
            <li class="card warning"><h3>{Html.Data(problem.Title)}</h3><p>{Html.Data(problem.Remedy)}</p>
            {(problem.Page.Length > 0 ? Html.Of($"""<p><a href="{problem.Page}">Mở trang</a></p>""") : default)}{Since(problem)}</li>
            """))}
        </ul>
        {(problems.Count > MostProblems ? More(problems.Count - MostProblems) : default)}
        </section>
        """);

    internal Html Facts(ServiceStatus? status) => Html.Of($"""
        <section aria-labelledby="facts"><h2 id="facts">Tình trạng</h2>
        <dl class="facts">
        <div><dt>Dịch vụ</dt><dd>{Parts.Badge(Parts.Tone.Good, "Đang chạy")} từ {Time(clock.Now - time.GetElapsedTime(_started))}</dd></div>
        <div><dt>Cơ sở dữ liệu</dt><dd>{DatabaseBadge(status)}
        <span class="quiet">{Html.Data(database.Description.Vietnamese)}</span></dd></div>
        {(status is null ? default : SendingFacts(status))}
        {(status?.Inbox is { } inbox ? InboxFacts(inbox) : default)}
        {(status is { ExtensionsAsked: > 0 and var asked } ? ExtensionFacts(asked) : default)}
        <div><dt>Số liệu lúc</dt><dd>{Time(clock.Now)}. <a href="/">Tải lại</a></dd></div>
        </dl></section>
        """);

    internal Html Looks(ServiceStatus status) => Html.Of($"""
        <section aria-labelledby="looks"><h2 id="looks">Việc chạy theo giờ</h2>
        <dl class="facts">{status.NextLooks.GroupBy(next => next.Look).Select(look => LookRow(look, status))}</dl></section>
        """);

    private static Html More(int problems) =>
        Html.Of($"<p>Và {problems} việc khác; xem tất cả bằng lệnh <code>camha doctor</code></p>");

    private static Html DatabaseBadge(ServiceStatus? status) => status is null
        ? Parts.Badge(Parts.Tone.Bad, "Không truy cập được")
        : Parts.Badge(Parts.Tone.Good, "Kết nối được");

    private Html SendingFacts(ServiceStatus status) => Html.Of($"""
        <div><dt>Máy chủ thư</dt><dd>{(status.Faults.Count == 0 ? Parts.Badge(Parts.Tone.Good, "Không báo lỗi") : default)}
        {status.Faults.Select(Fault)} <span class="quiet">{Html.Data(status.Transport.Vietnamese)}</span></dd></div>
        <div><dt>Quyền gửi thư</dt><dd>{ArmedBadge(status.IsArmed)}</dd></div>
        {(status.Limits is { } limits ? Limit(limits) : default)}
        """);

    private static Html ArmedBadge(bool isArmed) => isArmed
        ? Parts.Badge(Parts.Tone.Good, "Máy này gửi thư")
        : Html.Of($"{Parts.Badge(Parts.Tone.Bad, "Máy này không gửi thư")} Nếu đây là máy phải gửi: <code>camha arm</code>");

    private Html Fault(ShownFault fault)
    {
        var badge = Parts.Badge(Parts.Tone.Bad, "Không gửi được");
        return Html.Of($"{badge} từ {Time(fault.Since)}; thử lại lúc {Time(fault.RetryAt)}. "
            + $"{TransportWords.Vietnamese(fault.Reason)} {Parts.ForEngineers(fault.Reason)}");
    }

    private Html InboxFacts(InboxStanding inbox) => Html.Of($"""
        <div><dt>Hộp thư đến</dt><dd>{(inbox.Waiting == 0 ? default : Waiting(inbox.Waiting))}
        Đọc gần nhất: {(inbox.LookedAt is { } at ? Time(at) : Html.Of($"chưa đọc lần nào"))}.
        {inbox.Away.Select(Away)}</dd></div>
        """);

    private static Html ExtensionFacts(int asked) => Html.Of($"""
        <div><dt>Đề nghị lùi hạn</dt><dd>{Parts.Badge(Parts.Tone.Warning, $"{asked} chờ quyết định")}
        <a href="{ExtensionsPage.Path}">Xem và quyết định</a>.</dd></div>
        """);

    private static Html Away(Absence absence) => Html.Of(
        $"<br>Đang vắng: {Html.Data(absence.Unit)}, {Html.Data(absence.Sender)}, đến {Vietnamese.Date(absence.Until)}");

    private static Html Waiting(int waiting) => Html.Of(
        $"""{Parts.Badge(Parts.Tone.Warning, $"{waiting} thư chờ đọc")} <a href="{InboxPage.Path}">Xem các thư</a>.""");

    private Html Limit(LimitUse limits)
    {
        var day = limits.PerDay > 0 ? Html.Of($"{limits.LastDay} trên {limits.PerDay} thư trong 24 giờ. ") : default;
        var minute = limits.PerMinute > 0 ? Html.Of($"{limits.LastMinute} trên {limits.PerMinute} thư trong một phút. ") : default;
        var full = limits.RoomFrom is { } from
            ? Html.Of($"{Parts.Badge(Parts.Tone.Warning, "Đã hết")} Gửi tiếp từ {Time(from)}.")
            : default;
        return Html.Of($"""
            <div><dt>Hạn mức của máy chủ thư</dt><dd>{day}
            {minute}
            {full}</dd></div>
            """);
    }

    private Html LookRow(IGrouping<string, NextLook> look, ServiceStatus status)
    {
        var last = status.LastRuns.FirstOrDefault(run => run.Job == look.Key);
        return Html.Of($"""
            <div><dt>{LookWords.Title(look.Key)}</dt>
            <dd>Lần tới: {(look.Min(each => each.At) is { } next ? Parts.BriefTime(next) : Html.Of($"không còn"))}<br>
            Gần nhất: {(last is null ? Html.Of($"chưa chạy") : Last(last))}</dd></div>
            """);
    }

    private Html Last(LastRun run) => Html.Of($"{Parts.BriefTime(clock.WallClock(run.StartedAt))} {Outcome(run)}");

    private static Html Outcome(LastRun run)
    {
        var tone = run.Outcome switch
        {
            RunOutcome.Succeeded => Parts.Tone.Good,
            RunOutcome.Running => Parts.Tone.Quiet,
            RunOutcome.Abandoned => Parts.Tone.Warning,
            _ => Parts.Tone.Bad,
        };
        var badge = Parts.Badge(tone, run.Outcome.Words(run.Messages));
        return run.Outcome != RunOutcome.Failed ? badge : Html.Of($"""
            {badge} Việc này chưa làm được; lần chạy tới sẽ làm bù. {Parts.ForEngineers(run.Detail)}
            """);
    }

    private Html Since(Problem problem) => problem.Since is { } since ? Html.Of($"""<p class="quiet">Từ {Time(since)}</p>""") : default;

    private Html Time(DateTimeOffset instant) => Parts.Time(clock.WallClock(instant));
}
