using CamHa.Scheduler.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>How pages are shown and their forms answered. GET shows, POST decides, and each decision ends on a page.</summary>
public sealed class PageRoutes(Visitors visitors, Gate gate, IOptions<WebOptions> options)
{
    private const string SaidCookie = "camha-said";

    /// <param name="routes">Where.</param>
    /// <param name="pattern">Which addresses.</param>
    /// <param name="show">The page; null where there is none.</param>
    public IEndpointConventionBuilder Show(IEndpointRouteBuilder routes, string pattern, Func<HttpContext, Task<Page?>> show) =>
        routes.MapReading(pattern, async context =>
        {
            if (await show(context) is { } page)
                await Shell.WriteAsync(context, page with { Said = TakeSaid(context), LogOut = LogOut(context) });
            else
                context.Response.StatusCode = StatusCodes.Status404NotFound;
        });

    /// <param name="routes">Where.</param>
    /// <param name="pattern">Which addresses.</param>
    /// <param name="decide">Does it; says what came of it, and on which page to go on.</param>
    public IEndpointConventionBuilder Decide(IEndpointRouteBuilder routes, string pattern, Func<HttpContext, Task<(Confirmation Said, string Path)>> decide) =>
        routes.MapMethods(pattern, [HttpMethods.Post], (RequestDelegate)(async context =>
        {
            var (said, path) = await decide(context);
            context.Response.Cookies.Append(SaidCookie, said.ToString(), Visitors.CookieOptions(options.Value));
            SeeOther(context, path);
        }));

    /// <summary>A form of one button.</summary>
    public Html Button(HttpContext context, string action, Html label, string css = "") => Html.Of($"""
        <form method="post" action="{action}"><input type="hidden" name="{Visitors.Field}" value="{visitors.TokenFor(context)}"><button class="{css}">{label}</button></form>
        """);

    internal static void SeeOther(HttpContext context, string path)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = path;
    }

    private Html LogOut(HttpContext context) => gate.IsLoggedIn(context) ? Button(context, "/logout", Html.Of($"Đăng xuất"), "plain") : default;

    private string TakeSaid(HttpContext context)
    {
        if (context.Request.Cookies[SaidCookie] is not { } cookie)
            return "";
        context.Response.Cookies.Delete(SaidCookie, Visitors.CookieOptions(options.Value));
        return Confirmation.Words(cookie);
    }
}
