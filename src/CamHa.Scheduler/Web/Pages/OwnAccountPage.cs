using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Web.Safety;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>One's own account: what one may do, another password, and where one is logged in.</summary>
public sealed class OwnAccountPage(
    PageRoutes pages, AccountStore accounts, AccountSessions sessions, Logins logins, CampaignClock clock)
    : IEndpoints
{
    private const string Path = "/account";

    public void Map(IEndpointRouteBuilder routes)
    {
        pages.Ask(routes, Path, ShowAsync, SetPasswordAsync, Right.Look);
        pages.Decide(routes, $"{Path}/sessions/end", EndSessionAsync, Right.Look);
    }

    private async Task<Page?> ShowAsync(HttpContext context, PageForm form)
    {
        var who = Gate.Who(context);
        if (who.Name.Length == 0)
            return null;
        var open = await sessions.OfAsync(who.Id, context.RequestAborted);
        var own = logins.Of(context);
        return new("Tài khoản của tôi", Html.Of($"""
            {Parts.Back("/", "Tổng quan")}
            <h1>{Html.Data(who.Person)}</h1>
            <p>Tên đăng nhập {Html.Data(who.Name)}; vai trò: {AccountWords.NamesOf(who.Roles)}.</p>
            <h2>Đổi mật khẩu</h2>
            {form.Fault()}
            {pages.Form(context, Path, "order", Html.Of($"""
            {form.Password("current", "Mật khẩu hiện nay", "", "current-password")}
            {AccountPages.NewPassword(form)}
            """), Html.Of($"Đổi mật khẩu"), Right.Look)}
            <h2>Đang đăng nhập ở</h2>
            <ol class="cards">{open.Select(each => Card(context, each, each.IdSha256 == own))}</ol>
            """));
    }

    private Html Card(HttpContext context, AccountSession session, bool isThis) => Html.Of($"""
        <li class="card"><p>{(isThis ? Html.Of($"<b>Trình duyệt này</b>, ") : default)}{session.Address}, từ
        {Parts.Time(clock.WallClock(session.BegunAt))}, dùng lần cuối {Parts.Time(clock.WallClock(session.SeenAt))}</p>
        <p class="quiet">{Html.Data(session.Browser)}</p>
        {(isThis ? default : pages.Form(
            context,
            $"{Path}/sessions/end",
            "",
            PageRoutes.Hidden("session", session.IdSha256),
            Html.Of($"Đăng xuất ở đó"),
            Right.Look))}</li>
        """);

    private async Task<(Confirmation, string)> SetPasswordAsync(HttpContext context, PageForm form)
    {
        var who = Gate.Who(context);
        var account = await accounts.OneAsync(who.Id, context.RequestAborted)
            ?? throw new BadHttpRequestException("No such account.", StatusCodes.Status404NotFound);
        logins.CountTry(context, account.Name);
        if (!await logins.IsRightAsync(account, form["current"], context.RequestAborted))
            throw new AccountRefusedException(AccountWords.WrongPassword, "current");
        logins.ForgetTries(context, account.Name);
        await accounts.SetPasswordAsync(account, AccountPages.Typed(form), logins.Of(context), context.RequestAborted);
        return (new("account-password"), Path);
    }

    private async Task<(Confirmation, string)> EndSessionAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var open = await sessions.OfAsync(Gate.Who(context).Id, context.RequestAborted);
        // Only one's own.
        if (open.FirstOrDefault(each => each.IdSha256 == form["session"].ToString()) is { } session)
            await sessions.EndAsync(session.IdSha256, context.RequestAborted);
        return (new("session-ended"), Path);
    }
}
