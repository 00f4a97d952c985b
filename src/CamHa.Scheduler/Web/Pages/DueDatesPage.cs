using System.Globalization;
using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Deadlines;
using CamHa.Scheduler.Import;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>
/// Moves the due dates of one or of several assignments to a day, in one change: the address shows what would change, and its button
/// makes it.
/// </summary>
internal sealed class DueDatesPage(
    PageRoutes pages, DeskChanges desk, Database database, CampaignClock clock, IOptions<DeadlineOptions> deadlines) : IEndpoints
{
    // As many as a page lists.
    private const int Most = 50;
    private const int LongestTyped = 40;

    public static string PathOf(int campaign) => string.Create(CultureInfo.InvariantCulture, $"/campaigns/{campaign}/due-dates");

    public void Map(IEndpointRouteBuilder routes) =>
        _ = pages.Ask(routes, "/campaigns/{campaign:int:min(1)}/due-dates", ShowAsync, MoveAsync, Right.Decide).ToList();

    private async Task<Page?> ShowAsync(HttpContext context, PageForm form)
    {
        var token = context.RequestAborted;
        await using var session = await database.OpenSnapshotAsync(token);
        if (await DeskChanges.CampaignAsync(session, context) is not { } campaign)
            return null;
        // At first they stand in the address, as the list or an assignment's page has put them there.
        foreach (var name in new[] { "due", "reason" })
            form.At(name, context.Request.Query[name].ToString().Truncated(LongestTyped).Trim());
        form.At("code", string.Join(' ', context.Request.Query["code"].AsEnumerable()));
        var rows = new List<AssignmentStanding>();
        foreach (var code in form.Ticked("code").Distinct().Take(Most))
        {
            if (await AssignmentStanding.ReadAsync(session, campaign.Id, code, token) is { } standing)
                rows.Add(standing);
        }

        if (rows.Count == 0)
            form.Refuse("", "chưa đánh dấu nhiệm vụ nào; quay lại danh sách và đánh dấu những việc cần đổi.");
        var (due, fault) = DayText.Read(DeskChanges.Line(form, "due", LongestTyped));
        if (due is null)
            form.Refuse("due", fault);
        else
            Check(form, campaign, rows, due.Value);
        var now = clock.WallClock(clock.Now);
        var at = DigestTimeRule.Next(now, deadlines.Value.DigestAt, await CalendarStore.ReadAsync(session, token));
        return new("Đổi thời hạn", Html.Of($"""
            {Parts.Back(AssignmentListPage.PathOf(campaign.Id), "Nhiệm vụ")}
            <h1>Đổi thời hạn{(rows.Count > 1 ? $" {rows.Count} nhiệm vụ" : "")}</h1>
            {form.Fault()}
            {(rows.Count == 0 ? default : Html.Of($"""
                {Table(rows, due)}
                {(due < DateOnly.FromDateTime(now) ? Past : default)}
                <p>Đơn vị đã được nhắc theo thời hạn cũ được báo thời hạn cũ và mới trong thư nhắc tới, sớm nhất là lúc
                {Vietnamese.Moment(at)}.</p>
                {pages.Form(context, PathOf(campaign.Id), "order", Html.Of($"""
                    {DeskChanges.Hidden(form, VersionOf(rows))}
                    {rows.Select(row => PageRoutes.Hidden("code", row.Assignment.Code))}
                    {(due is null ? default : PageRoutes.Hidden("shown", Vietnamese.Date(due.Value)))}
                    {form.Text("due", "Thời hạn mới", LongestTyped, $"Như 15/7/{at.Year}.")}
                    {form.Text("reason", "Lý do, để ghi sổ", DeskChanges.LongestReason, "Như: theo Công văn 45.", isNeeded: false)}
                    """), Html.Of($"Ghi thời hạn mới"))}
                """))}
            """));
    }

    // What would be refused is said before anybody presses; a whole plan need not be read for it.
    private static void Check(PageForm form, Campaign campaign, List<AssignmentStanding> rows, DateOnly day)
    {
        var plan = new PlanData
        {
            Campaign = new() { Code = campaign.Code, StartsOn = campaign.StartsOn, EndsOn = campaign.EndsOn },
            Assignments = rows.ConvertAll(row => row.Assignment),
            Parts = [.. rows.SelectMany(row => row.Parts)],
        };
        try
        {
            foreach (var fault in PlanCheck.Faults(plan, Moved(plan, rows.Select(row => row.Assignment.Code), day)))
                form.Refuse("due", fault);
        }
        catch (ChangeRefusedException e)
        {
            form.Refuse("", e.Message);
        }
    }

    private static Html Past =>
        Html.Of($"<p>{Parts.Badge(Parts.Tone.Warning, "Ngày này đã qua")} Việc chưa xong thì thành quá hạn ngay.</p>");

    private static Html Table(IEnumerable<AssignmentStanding> rows, DateOnly? due) => Html.Of($"""
        <table>
        <caption>Sẽ đổi</caption>
        <thead><tr><th scope="col">Nhiệm vụ</th><th scope="col">Thời hạn</th></tr></thead>
        <tbody>{rows.Select(row => Html.Of($"""
            <tr><td>{row.Assignment.Code}: {Html.Data(row.Assignment.Title)}</td>
            <td>{Vietnamese.Date(row.Assignment.DueOn)}{(due is not { } day ? default
                : day == row.Assignment.DueOn ? Html.Of($"<br>giữ nguyên")
                : Html.Of($" <span aria-hidden=\"true\">→</span> <b>{Vietnamese.Date(day)}</b>"))}</td></tr>
            """))}</tbody>
        </table>
        """);

    private async Task<(Confirmation, string)> MoveAsync(HttpContext context, PageForm form)
    {
        var codes = form.Ticked("code").Distinct().Take(Most).ToList();
        var (due, fault) = DayText.Read(DeskChanges.Line(form, "due", LongestTyped));
        var day = due ?? throw new PageRefusedException("due", fault);
        if (DayText.Read(form["shown"]).Day != day)
            throw new PageRefusedException("due", "Ngày này chưa được xem trước: xem bảng ở trên, đúng thì bấm lần nữa.");
        var said = await desk.MakeAsync(
            context,
            form,
            DeskChanges.Line(form, "reason"),
            plan => VersionOf([.. codes.Select(code => AssignmentStanding.Of(plan, plan.Assignment(code)))]),
            plan => Moved(plan, codes, day));
        var campaign = (int)Parts.Route(context, "campaign");
        return (said, codes is [var only] ? AssignmentListPage.PathOf(campaign, only) : AssignmentListPage.PathOf(campaign));
    }

    private static PlanEdit Moved(PlanData plan, IEnumerable<string> codes, DateOnly day)
    {
        var edits = codes.Select(code => PlanOperations.MoveDueDate(plan, code, day)).ToList();
        return new()
        {
            Assignments = [.. edits.SelectMany(edit => edit.Assignments!)],
            Parts = [.. edits.SelectMany(edit => edit.Parts)],
        };
    }

    private static string VersionOf(IReadOnlyList<AssignmentStanding> rows) => string.Join('-', rows.Select(row => row.Version));
}
