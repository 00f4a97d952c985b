using System.Globalization;
using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>Who may use the page: made, changed and ended by an administrator of all campaigns.</summary>
public sealed partial class AccountPages(
    PageRoutes pages, AccountStore accounts, AccountSessions sessions, Database database, CampaignClock clock, ILogger<AccountPages> logger)
    : IEndpoints
{
    /// <summary>The address of the list.</summary>
    public const string Path = "/accounts";

    private const string One = $"{Path}/{{id:int:min(1)}}";
    private const string Everything = "*";
    private static readonly string PasswordHint = $"Ít nhất {Password.ShortestLength} ký tự; một câu ngắn thì dễ nhớ, khó đoán.";

    public void Map(IEndpointRouteBuilder routes)
    {
        pages.Show(routes, Path, ListAsync, Right.Administer).WithMetadata(new OfTheMachine());
        Ask($"{Path}/new", NewAsync, MakeAsync);
        Ask(One, OneAsync, ChangeAsync);
        Ask($"{One}/password", PasswordAsync, SetPasswordAsync);
        Ask($"{One}/end", EndAsync, (context, _) => SetEndedAsync(context, isOver: true));
        Ask($"{One}/reopen", EndAsync, (context, _) => SetEndedAsync(context, isOver: false));

        void Ask(
            string pattern,
            Func<HttpContext, PageForm, Task<Page?>> show,
            Func<HttpContext, PageForm, Task<(Confirmation, string)>> decide)
        {
            foreach (var each in pages.Ask(routes, pattern, show, decide, Right.Administer))
                each.WithMetadata(new OfTheMachine());
        }
    }

    /// <summary>The two fields of a new password.</summary>
    internal static Html NewPassword(PageForm form) => Html.Of($"""
        {form.Password("password", "Mật khẩu mới", PasswordHint, "new-password")}
        {form.Password("again", "Gõ lại mật khẩu", "", "new-password")}
        """);

    /// <summary>What was typed into both.</summary>
    /// <exception cref="AccountRefusedException">They differ.</exception>
    internal static string Typed(PageForm form) => form["password"] == form["again"]
        ? form["password"] : throw new AccountRefusedException(AccountWords.PasswordsDiffer, "again");

    private async Task<Page?> ListAsync(HttpContext context)
    {
        var all = await accounts.AllAsync(context.RequestAborted);
        var scopes = await accounts.ScopesAsync(context.RequestAborted);
        return new("Tài khoản", Html.Of($"""
            <h1>Tài khoản ({all.Count(each => each.EndedAt is null)})</h1>
            <p><a href="{Path}/new">Thêm tài khoản</a></p>
            <ol class="cards">{all.OrderBy(each => each.EndedAt is not null).Select(each => Card(each, scopes[each.Id]))}</ol>
            """));
    }

    private Html Card(Account account, IEnumerable<AccountScope> scope) => Html.Of($"""
        <li class="card"><h2><a href="{Path}/{account.Id}">{Html.Data(account.Person)}</a></h2>
        <p>{Html.Data(account.Name)} · {AccountWords.NamesOf(account.Roles)}
        · {(account.IsForAll ? "mọi kế hoạch" : string.Join(", ", scope.Select(each => each.Code)))}</p>
        {(account.EndedAt is { } at
            ? Html.Of($"<p>{Parts.Badge(Parts.Tone.Quiet, "Đã khóa")} {Parts.Time(clock.WallClock(at))}</p>") : default)}</li>
        """);

    private async Task<Page?> NewAsync(HttpContext context, PageForm form)
    {
        form.At("roles", "clerk").At("campaigns", Everything);
        return new("Thêm tài khoản", Html.Of($"""
            {Parts.Back(Path, "Tài khoản")}
            <h1>Thêm tài khoản</h1>
            {form.Fault()}
            {pages.Form(context, $"{Path}/new", "order", Html.Of($"""
            {form.Text("name", "Tên đăng nhập", AccountRule.LongestName, "Chữ thường không dấu, như van-thu.")}
            {form.Text("person", "Họ tên hoặc chức danh", AccountRule.LongestPerson)}
            {await RightsAsync(form, context)}
            {NewPassword(form)}
            """), Html.Of($"Thêm"), Right.Administer)}
            """));
    }

    private async Task<(Confirmation, string)> MakeAsync(HttpContext context, PageForm form)
    {
        var made = await accounts.AddAsync(
            form["name"], form["person"], Typed(form), RolesOf(form), CampaignsOf(form), context.RequestAborted);
        Log.Changed(logger, Gate.Who(context).Name, "made", made.Name);
        return (new("account-made"), Path);
    }

    private async Task<Page?> OneAsync(HttpContext context, PageForm form)
    {
        if (await FindAsync(context) is not { } account)
            return null;
        var scope = (await accounts.ScopesAsync(context.RequestAborted))[account.Id];
        form.At("person", account.Person)
            .At("roles", string.Join(' ', AccountWords.Roles.Where(each => account.Roles.HasFlag(each.Role)).Select(each => each.Code)))
            .At("campaigns", account.IsForAll ? Everything : string.Join(' ', scope.Select(each => Number(each.CampaignId))));
        var at = $"{Path}/{Number(account.Id)}";
        var open = await sessions.OfAsync(account.Id, context.RequestAborted);
        return new(account.Person, Html.Of($"""
            {Parts.Back(Path, "Tài khoản")}
            <h1>{Html.Data(account.Person)}</h1>
            <p>Tên đăng nhập {Html.Data(account.Name)}; mật khẩu đặt lúc {Parts.Time(clock.WallClock(account.PasswordAt))}.
            {(open.Count == 0 ? "Đang không đăng nhập ở đâu." : $"Đang đăng nhập ở {open.Count} nơi.")}</p>
            {form.Fault()}
            {pages.Form(context, at, "order", Html.Of($"""
            {form.Text("person", "Họ tên hoặc chức danh", AccountRule.LongestPerson)}
            {await RightsAsync(form, context)}
            """), Html.Of($"Lưu"), Right.Administer)}
            <h2>Mật khẩu và khóa tài khoản</h2>
            <p><a href="{at}/password">Đặt lại mật khẩu</a></p>
            <div class="actions">{(account.EndedAt is null
                ? pages.Button(context, $"{at}/end", Html.Of($"Khóa tài khoản"), "danger", Right.Administer)
                : pages.Button(context, $"{at}/reopen", Html.Of($"Mở lại tài khoản"), "", Right.Administer))}</div>
            """));
    }

    private async Task<(Confirmation, string)> ChangeAsync(HttpContext context, PageForm form)
    {
        var account = await FoundAsync(context);
        var changed = account with { Person = form["person"], Roles = RolesOf(form) };
        await accounts.ChangeAsync(changed, CampaignsOf(form), context.RequestAborted);
        Log.Changed(logger, Gate.Who(context).Name, "changed", account.Name);
        // Whoever has given up to administer sees no list any more.
        return (new("account-changed"), account.Id == Gate.Who(context).Id ? "/" : Path);
    }

    private async Task<Page?> PasswordAsync(HttpContext context, PageForm form) => await FindAsync(context) is not { } account ? null
        : new("Đặt lại mật khẩu", Html.Of($"""
            {Parts.Back($"{Path}/{Number(account.Id)}", account.Person)}
            <h1>Đặt lại mật khẩu của {Html.Data(account.Person)}</h1>
            <p>Đặt xong thì tài khoản bị đăng xuất ở mọi nơi; đưa mật khẩu mới cho người dùng, họ tự đổi ở trang của mình.</p>
            {pages.Form(
                context,
                $"{Path}/{Number(account.Id)}/password",
                "order",
                NewPassword(form),
                Html.Of($"Đặt lại"),
                Right.Administer)}
            """));

    private async Task<(Confirmation, string)> SetPasswordAsync(HttpContext context, PageForm form)
    {
        var account = await FoundAsync(context);
        await accounts.SetPasswordAsync(account, Typed(form), except: "", context.RequestAborted);
        Log.Changed(logger, Gate.Who(context).Name, "given another password", account.Name);
        return (new("account-password"), Path);
    }

    // Whoever opens the address of the button is shown the account, and what was refused.
    private Task<Page?> EndAsync(HttpContext context, PageForm form) => OneAsync(context, form.WithoutTyped());

    private async Task<(Confirmation, string)> SetEndedAsync(HttpContext context, bool isOver)
    {
        var account = await FoundAsync(context);
        await accounts.EndAsync(account, isOver, context.RequestAborted);
        Log.Changed(logger, Gate.Who(context).Name, isOver ? "ended" : "opened again", account.Name);
        return (new(isOver ? "account-ended" : "account-reopened"), Path);
    }

    private async Task<Html> RightsAsync(PageForm form, HttpContext context)
    {
        await using var session = await database.OpenAsync(context.RequestAborted);
        var campaigns = await CampaignStore.AllAsync(session, context.RequestAborted);
        return Html.Of($"""
            {form.Boxes("roles", "Vai trò", AccountWords.Roles.Select(each => (
                each.Code, Html.Of($"{each.Words.Vietnamese} <span class=\"quiet\">{each.What}</span>"))))}
            {form.Boxes("campaigns", "Thấy kế hoạch nào", [
                (Everything, Html.Of($"Tất cả, kể cả kế hoạch về sau")),
                .. campaigns.Select(each => (Number(each.Id), Html.Of($"{Html.Data(each.Name)} <span class=\"quiet\">{each.Code}</span>"))),
            ])}
            """);
    }

    private static AccountRoles RolesOf(PageForm form) => AccountWords.Read(string.Join(' ', form.Ticked("roles"))) ?? AccountRoles.None;

    private static List<int>? CampaignsOf(PageForm form)
    {
        var ticked = form.Ticked("campaigns");
        return ticked.Contains(Everything) ? null
            : [.. ticked.Where(each => int.TryParse(each, out _)).Select(each => int.Parse(each, CultureInfo.InvariantCulture))];
    }

    private Task<Account?> FindAsync(HttpContext context) => accounts.OneAsync((int)Parts.Route(context, "id"), context.RequestAborted);

    private async Task<Account> FoundAsync(HttpContext context) =>
        await FindAsync(context) ?? throw new BadHttpRequestException("No such account.", StatusCodes.Status404NotFound);

    private static string Number(int id) => id.ToString(CultureInfo.InvariantCulture);

    private static partial class Log
    {
        [LoggerMessage(622, LogLevel.Information, "{By} on the page: the account {Name} was {What}")]
        public static partial void Changed(ILogger logger, string by, string what, string name);
    }
}
