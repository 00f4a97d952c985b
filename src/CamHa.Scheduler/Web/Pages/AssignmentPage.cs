using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Deadlines;
using CamHa.Scheduler.Import;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using CamHa.Scheduler.Web.Safety;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>
/// One assignment: its units with what they have done, its due date and how it came to be there, its history, and what there is to
/// record about it, by the same code as <c>camha assignment</c>.
/// </summary>
internal sealed class AssignmentPage(
    PageRoutes pages, DeskChanges desk, RecordedChanges recorded, Database database, CampaignClock clock) : IEndpoints
{
    private const string One = "/campaigns/{campaign:int:min(1)}/assignments/{code}";
    private const int MostHistory = 20;

    public void Map(IEndpointRouteBuilder routes)
    {
        pages.Show(routes, One, context => ShowAsync(context, PageForm.Empty()));
        Ask("complete", Complete);
        Ask("return", Return);
        Ask("progress", Note);
        Ask("reopen", Reopen);

        void Ask(string verb, Func<string, PageForm, (Func<PlanData, PlanEdit> Operation, string Reason)> read) =>
            _ = pages.Ask(routes, $"{One}/{verb}", ShowAsync, (context, form) => MakeAsync(context, form, read), Right.Decide).ToList();
    }

    // Of the address only this is not unescaped.
    private static string CodeOf(HttpContext context) =>
        ((string)context.Request.RouteValues["code"]!).Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    private async Task<(Confirmation, string)> MakeAsync(
        HttpContext context, PageForm form, Func<string, PageForm, (Func<PlanData, PlanEdit> Operation, string Reason)> read)
    {
        var code = CodeOf(context);
        var (operation, reason) = read(code, form);
        var said = await desk.MakeAsync(
            context, form, reason, plan => AssignmentStanding.Of(plan, plan.Assignment(code)).Version, operation);
        return (said, AssignmentListPage.PathOf((int)Parts.Route(context, "campaign"), code));
    }

    private (Func<PlanData, PlanEdit>, string) Complete(string code, PageForm form)
    {
        var (unit, at) = (UnitOf(form, "done-unit"), At(form, "done-at"));
        var said = DeskChanges.Line(form, "done-progress");
        return (
            plan => PlanOperations.CompleteAssignment(
                plan, code, unit, at ?? clock.Now, said.Length > 0 ? said : null, isAtCertain: at is not null),
            "");
    }

    private (Func<PlanData, PlanEdit>, string) Return(string code, PageForm form)
    {
        var (unit, reason) = (UnitOf(form, "return-unit"), Needed(form, "return-reason", "chưa ghi vì sao trả lại; đơn vị đọc lý do này."));
        return (plan => PlanOperations.ReturnAssignment(plan, code, unit, clock.Now, reason), reason);
    }

    private (Func<PlanData, PlanEdit>, string) Note(string code, PageForm form)
    {
        var unit = Needed(form, "note-unit", "chưa chọn đơn vị.");
        var text = Needed(form, "note-text", "chưa ghi tiến độ.");
        var at = At(form, "note-at") ?? clock.Now;
        return (plan => PlanOperations.NoteProgress(plan, code, unit, at, text), "");
    }

    private (Func<PlanData, PlanEdit>, string) Reopen(string code, PageForm form)
    {
        var unit = UnitOf(form, "reopen-unit");
        return (plan => PlanOperations.ReopenAssignment(plan, code, unit), "");
    }

    private static string? UnitOf(PageForm form, string name) => DeskChanges.Line(form, name) is { Length: > 0 } unit ? unit : null;

    private static string Needed(PageForm form, string name, string otherwise) => DeskChanges.Line(form, name) is { Length: > 0 } typed
        ? typed : throw new PageRefusedException(name, otherwise);

    private DateTimeOffset? At(PageForm form, string name)
    {
        if (DeskChanges.Line(form, name, AssignmentForms.LongestTime) is not { Length: > 0 } typed)
            return null;
        var (at, fault) = PastText.Read(typed, clock);
        return at ?? throw new PageRefusedException(name, fault);
    }

    private async Task<Page?> ShowAsync(HttpContext context, PageForm form)
    {
        var token = context.RequestAborted;
        await using var session = await database.OpenSnapshotAsync(token);
        if (await DeskChanges.CampaignAsync(session, context) is not { } campaign
            || await AssignmentStanding.ReadAsync(session, campaign.Id, CodeOf(context), token) is not { } standing)
            return null;
        var row = standing.Assignment;
        var today = DateOnly.FromDateTime(clock.WallClock(clock.Now));
        var moves = await DueMove.OfAsync(session, campaign.Id, row.Code, token);
        var who = Gate.Who(context);
        return new($"{row.Code}: {row.Title}", Html.Of($"""
            {Parts.Back(AssignmentListPage.PathOf(campaign.Id), "Nhiệm vụ")}
            <h1>{row.Code}: {Html.Data(row.Title)}</h1>
            <p>{AssignmentListPage.Badges(ListedAssignment.Of(standing, clock.Now), today)}</p>
            {form.Fault()}
            <dl class="facts">
            <div><dt>Thời hạn</dt><dd><b>{Vietnamese.Date(row.DueOn)}</b>{Moved(moves)}</dd></div>
            {Fact("Chỉ tiêu", $"{row.Target} {row.TargetUnit}".Trim())}
            {Fact("Ghi chú", row.Note)}
            {Asked(standing)}
            </dl>
            <h2>Các đơn vị</h2>
            {Units(campaign.Id, standing)}
            {(row.IsActive && who.May(Right.Decide)
                ? new AssignmentForms(pages, context, form, campaign.Id, standing).All() : default)}
            {(who.May(Right.Audit) ? await HistoryAsync(session, campaign.Id, row.Code, token) : default)}
            """));
    }

    private static Html Fact(string name, string value) =>
        value.Length == 0 ? default : Html.Of($"<div><dt>{name}</dt><dd>{Html.Data(value)}</dd></div>");

    private Html Moved(List<DueMove> moves) => moves.Count == 0 ? default : Html.Of($"""
        <br><span class="quiet">ban đầu {Vietnamese.Date(moves[0].From)}; {string.Join("; ", moves.Select(move =>
            $"ngày {Vietnamese.Date(DateOnly.FromDateTime(clock.WallClock(move.MadeAt)))} đổi sang {Vietnamese.Date(move.To)}"))}</span>
        """);

    private static Html Asked(AssignmentStanding standing)
    {
        var open = standing.Extensions.FirstOrDefault(each => each.IsOpen && each.DueOn == standing.Assignment.DueOn);
        var until = open?.AskedFor is { } day ? $" xin đến {Vietnamese.Date(day)}" : "";
        return open is null ? default : Html.Of($"""
            <div><dt>Xin lùi hạn</dt><dd>{Html.Data(standing.NameOf(open.Unit))}{until};
            <a href="{ExtensionsPage.Path}">xem và quyết định</a></dd></div>
            """);
    }

    private Html Units(int campaign, AssignmentStanding standing) => Html.Of($"""
        <table>
        <caption>Phần việc của từng đơn vị</caption>
        <thead><tr><th scope="col">Đơn vị</th><th scope="col">Đến đâu</th></tr></thead>
        <tbody>{standing.Progress.Select(row => Html.Of($"""
            <tr><th scope="row"><a href="{UnitPages.PathOf(campaign, row.Unit)}">{Html.Data(standing.NameOf(row.Unit))}</a>
            <span class="quiet">{AssignmentForms.PartOf(standing, row.Unit)}</span></th>
            <td>{State(row, standing.DoneReports.FirstOrDefault(report => report.Unit == row.Unit))}</td></tr>
            """))}</tbody>
        </table>
        """);

    private Html State(ProgressRow row, DoneReportRow? report)
    {
        var state = row.CompletedAt is { } done ? Html.Of($"{Parts.Badge(Parts.Tone.Good, "Hoàn thành")} {Time(done)}")
            : report is { Waits: true } ? Html.Of($"""
                {Parts.Badge(Parts.Tone.Warning, "Chờ xác nhận")} báo lúc {Time(report.ReportedAt)}{By(report)}
                """)
            : report is { ReturnedAt: { } returned } ? Html.Of($"""
                {Parts.Badge(Parts.Tone.Warning, "Đã trả lại")} {Time(returned)}{After(": “", "”", report.ReturnReason)}
                """)
            : default;
        var at = row.ProgressAt is { } said ? Html.Of($"""<span class="quiet">{Time(said)}</span>""") : default;
        var progress = row.Progress.Length == 0 ? default : Html.Of($"<div>{Html.Data(row.Progress)} {at}</div>");
        return row.IsSaid || report is not null ? Html.Of($"{state}{progress}") : Html.Of($"chưa báo gì");
    }

    private static Html By(DoneReportRow report) => Html.Of($"{After(", ", "", report.ReportedBy)}{After(": “", "”", report.Text)}");

    private static Html After(string before, string after, string text) =>
        text.Length == 0 ? default : Html.Of($"{before}{Html.Data(text)}{after}");

    private Html Time(DateTimeOffset at) => Parts.Time(clock.WallClock(at));

    private async Task<Html> HistoryAsync(DatabaseSession session, int campaign, string code, CancellationToken token)
    {
        var gestures = await ChangeRecord.ListAsync(session, campaign, code, "", MostHistory, token);
        var names = new Dictionary<int, PlanNames>();
        var rows = new List<Html>();
        foreach (var gesture in gestures)
        {
            var brief = await recorded.BriefAsync(session, gesture, names, token, about: thing => thing.Assignment == code);
            rows.Add(Html.Of($"""
                <div><dt><a href="{ChangePages.Path}/{gesture.Id}">Lần sửa {gesture.Id}</a></dt>
                <dd>{Html.Data(brief)} <span class="quiet">{recorded.Made(gesture)}</span> {RecordedChanges.Badges(gesture)}</dd></div>
                """));
        }

        return Html.Of($"""
            <h2>Đã sửa những gì</h2>
            {(rows.Count == 0 ? Html.Of($"<p>Chưa có thay đổi nào trong sổ.</p>") : Html.Of($"""<dl class="facts">{rows}</dl>"""))}
            {(rows.Count < MostHistory ? default
                : Html.Of($"""<p><a href="{ChangePages.PathOf(campaign, code)}">Xem tất cả</a></p>"""))}
            """);
    }
}
