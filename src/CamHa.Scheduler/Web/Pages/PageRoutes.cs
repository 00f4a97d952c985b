using CamHa.Scheduler.Inbox;
using CamHa.Scheduler.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>Maps pages and the forms on them. GET shows a page; POST makes a decision and ends with a redirect to a page.</summary>
public sealed class PageRoutes(Visitors visitors, Gate gate, IOptions<WebOptions> options, IOptions<InboxOptions> inbox)
{
    private const string ConfirmationCookie = "camha-said";

    /// <param name="routes">The routes to add to.</param>
    /// <param name="pattern">The page's address.</param>
    /// <param name="show">Makes the page; null if there is no such page.</param>
    public IEndpointConventionBuilder Show(IEndpointRouteBuilder routes, string pattern, Func<HttpContext, Task<Page?>> show) =>
        routes.MapReading(pattern, async context =>
        {
            if (await show(context) is { } page)
                await Shell.WriteAsync(context, Framed(context, page));
            else
                context.Response.StatusCode = StatusCodes.Status404NotFound;
        });

    /// <param name="routes">The routes to add to.</param>
    /// <param name="pattern">The form's address.</param>
    /// <param name="decide">Makes the decision; returns its confirmation and the page to show next.</param>
    public IEndpointConventionBuilder Decide(
        IEndpointRouteBuilder routes,
        string pattern,
        Func<HttpContext, Task<(Confirmation Confirmation, string Path)>> decide) =>
        routes.MapMethods(pattern, [HttpMethods.Post], (RequestDelegate)(async context =>
        {
            var (confirmation, path) = await decide(context);
            context.Response.Cookies.Append(ConfirmationCookie, confirmation.ToString(), Visitors.CookieOptions(options.Value));
            SeeOther(context, path);
        }));

    /// <summary>A form with one button.</summary>
    public Html Button(HttpContext context, string action, Html label, string css = "") => Html.Of($"""
        <form method="post" action="{action}">{Token(context)}<button class="{css}">{label}</button></form>
        """);

    /// <summary>A form with fields that a person fills in.</summary>
    public Html Form(HttpContext context, string action, string css, Html fields, Html label) => Html.Of($"""
        <form method="post" action="{action}" class="{css}">{Token(context)}{fields}<button>{label}</button></form>
        """);

    internal static void SeeOther(HttpContext context, string path)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = path;
    }

    private Page Framed(HttpContext context, Page page) => page with
    {
        Confirmation = TakeConfirmation(context),
        LogOut = LogOut(context),
        HasInbox = inbox.Value.IsUsed,
    };

    private Html Token(HttpContext context) =>
        Html.Of($"""<input type="hidden" name="{Visitors.Field}" value="{visitors.TokenFor(context)}">""");

    private Html LogOut(HttpContext context) =>
        gate.IsLoggedIn(context) ? Button(context, "/logout", Html.Of($"Đăng xuất"), "plain") : default;

    private string TakeConfirmation(HttpContext context)
    {
        if (context.Request.Cookies[ConfirmationCookie] is not { } cookie)
            return "";
        context.Response.Cookies.Delete(ConfirmationCookie, Visitors.CookieOptions(options.Value));
        return Confirmation.Words(cookie);
    }
}
