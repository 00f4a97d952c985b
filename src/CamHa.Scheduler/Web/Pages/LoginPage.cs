using System.Globalization;
using System.Net;
using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>Login and logout, where the page has accounts or a password.</summary>
public sealed partial class LoginPage(
    PageRoutes pages,
    Visitors visitors,
    LoginSessions shared,
    Logins logins,
    LoginThrottle throttle,
    Gate gate,
    IOptions<WebOptions> options,
    ILogger<LoginPage> logger)
    : IEndpoints
{
    public void Map(IEndpointRouteBuilder routes)
    {
        pages.Show(routes, "/login", async context => await AsksAsync(context) ? await FormAsync(context, "", "") : null)
            .WithMetadata(new ForEverybody());
        routes.MapMethods("/login", [HttpMethods.Post], (RequestDelegate)LogInAsync).WithMetadata(new ForEverybody());
        pages.Decide(
            routes,
            "/logout",
            async context =>
            {
                shared.Close(visitors.Know(context));
                await logins.CloseAsync(visitors.Know(context), context.RequestAborted);
                visitors.Renew(context);
                return (new Confirmation("out"), "/login");
            },
            Right.Look);
    }

    private async Task<bool> AsksAsync(HttpContext context) => (await gate.LockAsync(context) & ~PageLock.Unknown) != PageLock.Open;

    private async Task LogInAsync(HttpContext context)
    {
        if (!await AsksAsync(context))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var (name, password) = (form["user"].ToString(), form["password"].ToString());
        var from = context.Connection.RemoteIpAddress ?? IPAddress.None;
        var hasAccounts = (await gate.LockAsync(context)).HasFlag(PageLock.Accounts);
        var tried = hasAccounts ? AccountRule.Typed(name) : "";
        if (throttle.Ask(from, tried) is { } wait)
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            var minutes = Math.Ceiling(wait.TotalMinutes);
            await Shell.WriteAsync(
                context, await FormAsync(context, name, $"Thử sai quá nhiều lần. Đợi {minutes:0} phút rồi thử lại."));
            return;
        }

        var account = hasAccounts ? await logins.FindAsync(name, context.RequestAborted) : null;
        var hash = hasAccounts ? account?.PasswordHash ?? Logins.Nobody : options.Value.PasswordHash;
        var isRight = await throttle.TryAsync(() => Password.IsRight(hash, password), context.RequestAborted);
        if (!isRight || (hasAccounts && account is null))
        {
            Log.Refused(logger, from);
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            var fault = hasAccounts ? "Tên đăng nhập hoặc mật khẩu không đúng." : "Mật khẩu không đúng.";
            await Shell.WriteAsync(context, await FormAsync(context, name, fault));
            return;
        }

        throttle.Forget(from, tried);
        var old = visitors.Know(context);
        shared.Close(old);
        await logins.CloseAsync(old, context.RequestAborted);
        if (account is null)
            shared.Open(visitors.Renew(context));
        else
            await logins.OpenAsync(context, account);
        Log.LoggedIn(logger, from);
        PageRoutes.SeeOther(context, "/");
    }

    private async Task<Page> FormAsync(HttpContext context, string name, string fault)
    {
        var hasAccounts = (await gate.LockAsync(context)).HasFlag(PageLock.Accounts);
        var user = hasAccounts
            ? Html.Of($"""
                <label for="user">Tên đăng nhập</label>
                <input id="user" name="user" value="{name}" autocomplete="username" autocapitalize="none" required maxlength="50">
                """)
            : Html.Of($"""
                <input class="heard" type="text" name="user" value="camha" autocomplete="username" tabindex="-1" aria-hidden="true"
                readonly>
                """);
        return new("Đăng nhập", Html.Of($"""
            <h1>Đăng nhập</h1>
            {(await gate.WhoAsync(context) is null ? default : Html.Of($"""<p>Đã đăng nhập. <a href="/">Về trang tổng quan</a></p>"""))}
            {(fault.Length > 0 ? Html.Of($"""<p class="fault" role="alert" id="fault">{fault}</p>""") : default)}
            <form class="login" method="post" action="/login">
            {PageRoutes.Hidden(Visitors.Field, visitors.TokenFor(context))}
            {user}
            <label for="password">Mật khẩu</label>
            <input id="password" name="password" type="password" autocomplete="current-password" required
            maxlength="200"{Describing(fault)}>
            <button>Đăng nhập</button>
            </form>
            {(hasAccounts ? Html.Of($"""
            <p class="quiet">Quên mật khẩu: nhờ người quản trị đặt lại ở trang Tài khoản, hoặc gõ
            <code>camha account password TÊN</code> trên máy chủ.</p>
            """) : default)}
            """)) { HasMenu = false };
    }

    private static Html Describing(string fault) =>
        fault.Length > 0 ? Html.Of($" aria-describedby=\"fault\" aria-invalid=\"true\"") : default;

    private static partial class Log
    {
        [LoggerMessage(615, LogLevel.Information, "Somebody logged in to the page from {Address}")]
        public static partial void LoggedIn(ILogger logger, IPAddress address);

        [LoggerMessage(616, LogLevel.Warning, "A wrong password for the page from {Address}")]
        public static partial void Refused(ILogger logger, IPAddress address);
    }
}
