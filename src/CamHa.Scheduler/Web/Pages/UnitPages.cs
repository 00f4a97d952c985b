using System.Globalization;
using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Deadlines;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using CamHa.Scheduler.Web.Safety;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>
/// The units of a campaign, and one of them: whom it is written to, what it has to do, what it was sent and has answered. An address is
/// replaced as <c>camha contact replace</c> does it.
/// </summary>
internal sealed class UnitPages(
    PageRoutes pages, DeskChanges desk, UnitMails mails, UnitLinkPart links, Database database, CampaignClock clock) : IEndpoints
{
    private const string List = "/campaigns/{campaign:int:min(1)}/units";
    private const string One = $"{List}/{{code}}";
    private const int LongestSearch = 100;
    private const int LongestAddress = 254;
    private const int LongestTitle = 400;
    private const int LongestPhone = 50;
    private const int MostAssignments = 30;

    public static string PathOf(int campaign) => string.Create(CultureInfo.InvariantCulture, $"/campaigns/{campaign}/units");

    public static string PathOf(int campaign, string code) => $"{PathOf(campaign)}/{Uri.EscapeDataString(code)}";

    public void Map(IEndpointRouteBuilder routes)
    {
        pages.Show(routes, List, ListAsync);
        pages.Show(routes, One, context => OneAsync(context, PageForm.Empty()));
        pages.Decide(routes, $"{One}/link", async context => (
            await links.RenewAsync(context, (int)Parts.Route(context, "campaign"), CodeOf(context)),
            PathOf((int)Parts.Route(context, "campaign"), CodeOf(context))));
        _ = pages.Ask(routes, $"{One}/contact", OneAsync, ReplaceAsync, Right.Decide).ToList();
    }

    private async Task<Page?> ListAsync(HttpContext context)
    {
        var token = context.RequestAborted;
        await using var session = await database.OpenSnapshotAsync(token);
        if (await DeskChanges.CampaignAsync(session, context) is not { } campaign)
            return null;
        var search = context.Request.Query["q"].ToString().Truncated(LongestSearch).Trim();
        var all = await ListedUnit.AllAsync(session, campaign.Id, token);
        var found = all.FindAll(each => FoldKey.Finds(search, $"{each.Code} {each.Name}"));
        return new("Đơn vị", Html.Of($"""
            {Parts.Back(CampaignPages.PathOf(campaign.Id), campaign.Name)}
            <h1>Đơn vị</h1>
            <form class="search" role="search"><label for="q">Tìm theo tên hoặc mã</label>
            <input id="q" name="q" type="search" value="{search}" maxlength="{LongestSearch}"><button>Tìm</button></form>
            <p role="status">{(search.Length == 0 ? $"{all.Count} đơn vị" : $"{found.Count} trên {all.Count} đơn vị có “{search}”")}</p>
            {(found.Count == 0 ? default : Table(campaign.Id, found))}
            """));
    }

    private static Html Table(int campaign, IEnumerable<ListedUnit> units) => Html.Of($"""
        <table>
        <caption>Mở một đơn vị để xem thư đã gửi, đã trả lời và việc được giao</caption>
        <thead><tr><th scope="col">Đơn vị</th><th scope="col">Đầu mối</th></tr></thead>
        <tbody>{units.OrderBy(unit => !unit.IsActive).Select(unit => Html.Of($"""
            <tr><th scope="row"><a href="{PathOf(campaign, unit.Code)}">{Html.Data(unit.Name)}</a>
            <span class="quiet">{unit.Code}</span></th>
            <td>{State(unit)}{unit.Contacts.Take(1).Select(Contact)}</td></tr>
            """))}</tbody>
        </table>
        """);

    private static Html State(ListedUnit unit) => !unit.IsActive ? Parts.Badge(Parts.Tone.Quiet, "Ngừng dùng")
        : unit.Contacts.Count == 0 ? Parts.Badge(Parts.Tone.Bad, "Chưa có địa chỉ")
        : unit.IsOutOfReach ? Parts.Badge(Parts.Tone.Bad, "Địa chỉ hỏng")
        : default;

    private static Html Contact(ContactRow contact) => Html.Of($"""
        <div>{(contact.Title.Length > 0 ? Html.Of($"{Html.Data(contact.Title)} ") : default)}{Phone(contact)}</div>
        """);

    private static Html Phone(ContactRow contact)
    {
        var digits = string.Concat(contact.Phone.Where(each => char.IsAsciiDigit(each) || each == '+'));
        return digits.Length == 0 ? default : Html.Of($"""<a href="tel:{digits}">{Html.Data(contact.Phone)}</a>""");
    }

    private async Task<Page?> OneAsync(HttpContext context, PageForm form)
    {
        var token = context.RequestAborted;
        await using var session = await database.OpenSnapshotAsync(token);
        if (await DeskChanges.CampaignAsync(session, context) is not { } campaign
            || (await ListedUnit.AllAsync(session, campaign.Id, token)).Find(each => each.Code == CodeOf(context)) is not { } unit)
            return null;
        var codes = await ListedAssignment.CodesOfUnitAsync(session, unit.Id, token);
        var all = await ListedAssignment.AllAsync(session, campaign.Id, clock.Now, token);
        var exempt = await session.QueryAsync<Exemption>("submissions/exemptions-of-unit", new { UnitId = unit.Id }, token);
        var who = Gate.Who(context);
        return new(unit.Name, Html.Of($"""
            {Parts.Back(PathOf(campaign.Id), "Đơn vị")}
            <h1>{Html.Data(unit.Name)}</h1>
            <p>Mã {unit.Code}. {(unit.OwesWeekly ? "Nộp báo cáo tuần." : "Không phải nộp báo cáo tuần.")} {State(unit)}</p>
            {form.Fault()}
            <h2>Đầu mối</h2>
            {(unit.Contacts.Count == 0 ? Html.Of($"<p>Chưa có địa chỉ nào: không ai nhận được thư của đơn vị.</p>")
                : Html.Of($"""<dl class="facts">{unit.Contacts.Select(contact => Line(unit, contact))}</dl>"""))}
            {(unit.IsActive && who.May(Right.Decide) ? Replace(context, form, campaign.Id, unit) : default)}
            {await links.OfAsync(context, session, campaign, unit.Code, $"{PathOf(campaign.Id, unit.Code)}/link", token)}
            <h2>Nhiệm vụ</h2>
            {Assignments(campaign.Id, unit, all.FindAll(each => codes.Contains(each.Code)))}
            <h2>Thư đi, thư đến</h2>
            {await mails.OfAsync(session, campaign.Id, unit.Id, token)}
            {(exempt.Count == 0 ? default : Html.Of($"""
                <h2>Tuần được miễn báo cáo</h2>
                <ul>{exempt.Select(each => Html.Of($"<li>{each.Week}: {Html.Data(each.Reason)}</li>"))}</ul>
                """))}
            {(who.May(Right.Audit) ? Html.Of($"""
                <p><a href="{ChangePages.PathOf(campaign.Id, unit.Code)}">Sổ thay đổi của đơn vị</a></p>
                """) : default)}
            """));
    }

    private static Html Line(ListedUnit unit, ContactRow contact) => Html.Of($"""
        <div><dt>{(contact.Title.Length > 0 ? Html.Data(contact.Title) : Html.Of($"Đầu mối"))}</dt>
        <dd>{Html.Data(contact.Address)}{(contact.Role == RecipientRole.Cc ? " (nhận bản sao)" : "")} {Phone(contact)}
        {(unit.Refused.Contains(contact.Address) ? Parts.Badge(Parts.Tone.Bad, "địa chỉ hỏng") : default)}</dd></div>
        """);

    private Html Replace(HttpContext context, PageForm form, int campaign, ListedUnit unit)
    {
        var isSent = context.Request.Path.Value!.EndsWith("/contact", StringComparison.Ordinal);
        var (words, button) = unit.Contacts.Count == 0 ? ("Thêm địa chỉ…", "Thêm địa chỉ") : ("Thay địa chỉ, ghi điện thoại…", "Ghi");
        var old = unit.Contacts.Count switch
        {
            0 => default,
            1 => PageRoutes.Hidden("old", unit.Contacts[0].Address),
            _ => form.Choice("old", "Địa chỉ bị thay, không nhận thư nữa", unit.Contacts.Select(each => (each.Address, each.Address))),
        };
        // With the address as it is, only the rest changes.
        if (unit.Contacts is [var only])
            form.At("address", only.Address);
        return Html.Of($"""
            <details class="other"{(isSent ? Html.Of($" open") : default)}><summary>{words}</summary>
            {pages.Form(context, $"{PathOf(campaign, unit.Code)}/contact", "order", Html.Of($"""
                {DeskChanges.Hidden(form, unit.Version)}{old}
                {form.Text("address", "Địa chỉ thư", LongestAddress, "Chỉ ghi điện thoại thì để nguyên.", "off")}
                {form.Text("title", "Chức vụ của người nhận", LongestTitle, "Để trống thì như cũ.", isNeeded: false)}
                {form.Text("phone", "Điện thoại", LongestPhone, "Để trống thì như cũ.", isNeeded: false)}
                """), Html.Of($"{button}"))}</details>
            """);
    }

    private async Task<(Confirmation, string)> ReplaceAsync(HttpContext context, PageForm form)
    {
        var (code, campaign) = (CodeOf(context), (int)Parts.Route(context, "campaign"));
        var said = await desk.MakeAsync(
            context,
            form,
            "",
            plan => ListedUnit.VersionIn(plan, code),
            plan => PlanOperations.ReplaceContact(
                plan,
                code,
                Typed("old", LongestAddress),
                DeskChanges.Line(form, "address", LongestAddress),
                Typed("title", LongestTitle),
                Typed("phone", LongestPhone)));
        return (said, PathOf(campaign, code));

        string? Typed(string name, int longest) => DeskChanges.Line(form, name, longest) is { Length: > 0 } typed ? typed : null;
    }

    private Html Assignments(int campaign, ListedUnit unit, List<ListedAssignment> rows)
    {
        if (rows.Count == 0)
            return Html.Of($"<p>Chưa được giao việc nào.</p>");
        var today = DateOnly.FromDateTime(clock.WallClock(clock.Now));
        var open = rows.Count(row => row.IsOpen);
        var path = $"{AssignmentListPage.PathOf(campaign)}?q={Uri.EscapeDataString(unit.Code)}";
        return Html.Of($"""
            {AssignmentListPage.Table(campaign, $"{open} việc chưa xong trên {rows.Count}", rows.Take(MostAssignments), today)}
            {(rows.Count <= MostAssignments ? default : Html.Of($"""<p><a href="{path}">Tất cả {rows.Count} việc</a></p>"""))}
            """);
    }

    // Of the address only this is not unescaped.
    private static string CodeOf(HttpContext context) =>
        ((string)context.Request.RouteValues["code"]!).Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    private sealed record Exemption
    {
        public string Week { get; init; } = "";

        public string Reason { get; init; } = "";
    }
}
