using CamHa.Scheduler.Alerts;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Status;
using CamHa.Scheduler.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>Whether all is well, and what there is to do.</summary>
public sealed class OverviewPage(
    PageRoutes pages, Checkup checkup, StatusReader reader, OutboxLists outbox, WeekTables weeks, Database database, DatabaseOutage outage,
    CampaignClock clock, TimeProvider time) : IEndpoints
{
    // With thousands of campaigns there may be thousands.
    private const int MostProblems = 20;

    private readonly long _started = time.GetTimestamp();

    public void Map(IEndpointRouteBuilder routes) => pages.Show(routes, "/", async context => new Page("Tổng quan", await BodyAsync(context)));

    private async Task<Html> BodyAsync(HttpContext context)
    {
        var token = context.RequestAborted;
        var problems = (await checkup.FindAsync(token)).Select(finding => finding.Problem).OfType<Problem>().ToList();
        // Known to be away, it is not waited for.
        if (outage.Current is not null)
            return Html.Of($"{Verdict(null, problems.Count)}{Problems(problems)}{Facts(null)}");
        await using var session = await database.OpenSnapshotAsync(token);
        var status = await reader.ReadAsync(session, token);
        var held = await OutboxLists.HeldAsync(session, token);
        return Html.Of($"""
            {Verdict(status, problems.Count + held.Count)}
            {Problems(problems)}
            {outbox.Held(context, held)}
            {Facts(status)}
            {await weeks.OverviewAsync(session, token)}
            {await outbox.OverviewAsync(context, session, status)}
            {Looks(status)}
            """);
    }

    private static Html Verdict(ServiceStatus? status, int toDo)
    {
        var (css, sign, words) = status switch
        {
            null => ("bad", "✕", "Dịch vụ đang chạy nhưng không truy cập được cơ sở dữ liệu"),
            { IsArmed: false } => ("bad", "✕", "Dịch vụ đang chạy nhưng máy này chưa được phép gửi thư"),
            { Faults.Count: > 0 } => ("bad", "✕", "Dịch vụ đang chạy nhưng không gửi được thư"),
            _ when toDo > 0 => ("warning", "!", $"Dịch vụ đang chạy; có {toDo} việc cần xử lý"),
            _ => ("good", "✓", "Dịch vụ đang chạy, mọi việc bình thường"),
        };
        return Html.Of($"""
            <h1>Tổng quan</h1>
            <p class="verdict {css}"><span aria-hidden="true">{sign}</span> {words}</p>
            """);
    }

    private Html Problems(List<Problem> problems) => problems.Count == 0 ? default : Html.Of($"""
        <section aria-labelledby="problems"><h2 id="problems">Việc cần xử lý ({problems.Count})</h2>
        <ul class="cards">
        {problems.Take(MostProblems).Select(problem => Html.Of($"""
            <li class="card warning"><h3>{Html.Data(problem.Title)}</h3><p>{Html.Data(problem.Remedy)}</p>{Since(problem)}</li>
            """))}
        </ul>
        {(problems.Count > MostProblems ? Html.Of($"<p>Và {problems.Count - MostProblems} việc khác; xem tất cả bằng lệnh <code>camha doctor</code></p>") : default)}
        </section>
        """);

    private Html Since(Problem problem) => problem.Since is { } since ? Html.Of($"""<p class="quiet">Từ {Parts.Time(clock.WallClock(since))}</p>""") : default;

    private Html Facts(ServiceStatus? status) => Html.Of($"""
        <section aria-labelledby="facts"><h2 id="facts">Tình trạng</h2>
        <dl class="facts">
        <div><dt>Dịch vụ</dt><dd>{Parts.Badge(Parts.Tone.Good, "Đang chạy")} từ {Parts.Time(clock.WallClock(clock.Now - time.GetElapsedTime(_started)))}</dd></div>
        <div><dt>Cơ sở dữ liệu</dt><dd>{(status is null ? Parts.Badge(Parts.Tone.Bad, "Không truy cập được") : Parts.Badge(Parts.Tone.Good, "Kết nối được"))} <span class="quiet">{Parts.English(database.Description)}</span></dd></div>
        {(status is null ? default : SendingFacts(status))}
        <div><dt>Số liệu lúc</dt><dd>{Parts.Time(clock.WallClock(clock.Now))}. <a href="/">Xem lại</a></dd></div>
        </dl></section>
        """);

    private Html SendingFacts(ServiceStatus status) => Html.Of($"""
        <div><dt>Máy chủ thư</dt><dd>{(status.Faults.Count == 0 ? Parts.Badge(Parts.Tone.Good, "Không báo lỗi") : default)}
        {status.Faults.Select(fault => Html.Of($"""
            {Parts.Badge(Parts.Tone.Bad, "Không gửi được")} từ {Parts.Time(clock.WallClock(fault.Since))}; thử lại lúc {Parts.Time(clock.WallClock(fault.RetryAt))}. {Parts.English(fault.Reason)}
            """))} <span class="quiet">{Parts.English(status.Transport)}</span></dd></div>
        <div><dt>Quyền gửi thư</dt><dd>{(status.IsArmed
            ? Parts.Badge(Parts.Tone.Good, "Máy này gửi thư")
            : Html.Of($"{Parts.Badge(Parts.Tone.Bad, "Máy này không gửi thư")} Nếu đây là máy phải gửi: <code>camha arm</code>"))}</dd></div>
        {(status.Limits is { } limits ? Limit(limits) : default)}
        """);

    private Html Limit(LimitUse limits) => Html.Of($"""
        <div><dt>Hạn mức của máy chủ thư</dt><dd>{(limits.PerDay > 0 ? Html.Of($"{limits.LastDay} trên {limits.PerDay} thư trong 24 giờ. ") : default)}
        {(limits.PerMinute > 0 ? Html.Of($"{limits.LastMinute} trên {limits.PerMinute} thư trong một phút. ") : default)}
        {(limits.RoomFrom is { } from ? Html.Of($"{Parts.Badge(Parts.Tone.Warning, "Đã hết")} Gửi tiếp từ {Parts.Time(clock.WallClock(from))}.") : default)}</dd></div>
        """);

    private Html Looks(ServiceStatus status) => Html.Of($"""
        <section aria-labelledby="looks"><h2 id="looks">Việc chạy theo giờ</h2>
        <table>
        <caption>Lần chạy gần nhất và lần tới của từng việc</caption>
        <thead><tr><th scope="col">Việc</th><th scope="col">Gần nhất</th><th scope="col">Lần tới</th></tr></thead>
        <tbody>{status.NextLooks.GroupBy(next => next.Look).Select(look => LookRow(look.Key, look.Min(next => next.At), status.LastRuns.FirstOrDefault(run => run.Job == look.Key)))}</tbody>
        </table></section>
        """);

    private Html LookRow(string look, DateTime next, LastRun? last) => Html.Of($"""
        <tr><th scope="row">{LookWords.Of(look)}</th>
        <td>{(last is null ? Html.Of($"chưa chạy") : Html.Of($"{Parts.BriefTime(clock.WallClock(last.StartedAt))} {Outcome(last)}"))}</td>
        <td>{Parts.BriefTime(next)}</td></tr>
        """);

    private static Html Outcome(LastRun run) => run.Outcome switch
    {
        "Succeeded" => Parts.Badge(Parts.Tone.Good, run.Messages == 0 ? "Không có thư mới" : $"{run.Messages} thư"),
        "Running" => Parts.Badge(Parts.Tone.Quiet, "Đang chạy"),
        "Abandoned" => Parts.Badge(Parts.Tone.Warning, "Bị ngắt giữa chừng"),
        _ => Html.Of($"{Parts.Badge(Parts.Tone.Bad, "Lỗi")} {Parts.English(run.Detail)}"),
    };
}
