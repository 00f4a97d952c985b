using System.Globalization;
using System.Net;
using CamHa.Scheduler.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>Login and logout, if the page has a password.</summary>
public sealed partial class LoginPage(
    PageRoutes pages,
    Visitors visitors,
    LoginSessions sessions,
    LoginThrottle throttle,
    Gate gate,
    IOptions<WebOptions> options,
    ILogger<LoginPage> logger)
    : IEndpoints
{
    public void Map(IEndpointRouteBuilder routes)
    {
        if (!options.Value.AsksForPassword)
            return;
        pages.Show(routes, "/login", context => Task.FromResult<Page?>(Form(context, ""))).WithMetadata(new ForEverybody());
        routes.MapMethods("/login", [HttpMethods.Post], (RequestDelegate)LogInAsync).WithMetadata(new ForEverybody());
        pages.Decide(routes, "/logout", context =>
        {
            sessions.Close(visitors.Know(context));
            visitors.Renew(context);
            return Task.FromResult((new Confirmation("out"), "/login"));
        });
    }

    private async Task LogInAsync(HttpContext context)
    {
        var from = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (throttle.Ask(from) is { } wait)
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            var minutes = Math.Ceiling(wait.TotalMinutes);
            await Shell.WriteAsync(context, Form(context, $"Thử sai quá nhiều lần. Đợi {minutes:0} phút rồi thử lại."));
            return;
        }

        var password = (await context.Request.ReadFormAsync(context.RequestAborted))["password"].ToString();
        if (!await throttle.TryAsync(() => Password.IsRight(options.Value.PasswordHash, password), context.RequestAborted))
        {
            Log.Refused(logger, from);
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            await Shell.WriteAsync(context, Form(context, "Mật khẩu không đúng."));
            return;
        }

        throttle.Forget(from);
        sessions.Close(visitors.Know(context));
        sessions.Open(visitors.Renew(context));
        Log.LoggedIn(logger, from);
        PageRoutes.SeeOther(context, "/");
    }

    private Page Form(HttpContext context, string fault) => new("Đăng nhập", Html.Of($"""
        <h1>Đăng nhập</h1>
        {(gate.IsLoggedIn(context) ? Html.Of($"""<p>Đã đăng nhập. <a href="/">Về trang tổng quan</a></p>""") : default)}
        {(fault.Length > 0 ? Html.Of($"""<p class="fault" role="alert" id="fault">{fault}</p>""") : default)}
        <form class="login" method="post" action="/login">
        <input type="hidden" name="{Visitors.Field}" value="{visitors.TokenFor(context)}">
        <input class="heard" type="text" name="user" value="camha" autocomplete="username" tabindex="-1" aria-hidden="true" readonly>
        <label for="password">Mật khẩu</label>
        <input id="password" name="password" type="password" autocomplete="current-password" required maxlength="200"{Describing(fault)}>
        <button>Đăng nhập</button>
        </form>
        """)) { HasMenu = false };

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
