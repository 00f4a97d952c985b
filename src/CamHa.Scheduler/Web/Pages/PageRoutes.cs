using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Inbox;
using CamHa.Scheduler.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>Maps pages and the forms on them. GET shows a page; POST makes a decision and ends with a redirect to a page.</summary>
public sealed class PageRoutes(
    Visitors visitors, Gate gate, IOptions<WebOptions> options, IOptions<InboxOptions> inbox, OverviewStanding standing)
{
    private const string ConfirmationCookie = "camha-said";

    /// <param name="routes">The routes to add to.</param>
    /// <param name="pattern">The page's address.</param>
    /// <param name="show">Makes the page; null if there is no such page.</param>
    /// <param name="right">What the visitor must be allowed.</param>
    public IEndpointConventionBuilder Show(
        IEndpointRouteBuilder routes, string pattern, Func<HttpContext, Task<Page?>> show, Right right = Right.Look) =>
        routes.MapReading(pattern, async context => await WriteAsync(context, await show(context))).WithMetadata(new Needs(right));

    /// <param name="routes">The routes to add to.</param>
    /// <param name="pattern">The form's address.</param>
    /// <param name="decide">Makes the decision; returns its confirmation and the page to show next.</param>
    /// <param name="right">What the visitor must be allowed.</param>
    public IEndpointConventionBuilder Decide(
        IEndpointRouteBuilder routes,
        string pattern,
        Func<HttpContext, Task<(Confirmation Confirmation, string Path)>> decide,
        Right right = Right.Decide) =>
        routes.MapMethods(pattern, [HttpMethods.Post], (RequestDelegate)(async context => Confirm(context, await decide(context))))
            .WithMetadata(new Needs(right));

    /// <summary>A page with a form, which comes back with what was typed where it is refused.</summary>
    /// <param name="routes">The routes to add to.</param>
    /// <param name="pattern">The address of both.</param>
    /// <param name="show">Makes the page around the form; null if there is no such page.</param>
    /// <param name="decide">
    /// Makes the decision; returns its confirmation and the page to show next. It may refuse fields of the form instead.
    /// </param>
    /// <param name="right">What the visitor must be allowed, to send it.</param>
    /// <param name="look">The same to see it; null for the same right.</param>
    public IReadOnlyList<IEndpointConventionBuilder> Ask(
        IEndpointRouteBuilder routes,
        string pattern,
        Func<HttpContext, PageForm, Task<Page?>> show,
        Func<HttpContext, PageForm, Task<(Confirmation Confirmation, string Path)>> decide,
        Right right,
        Right? look = null)
    {
        RequestDelegate take = async context =>
        {
            var form = await PageForm.TypedAsync(context);
            try
            {
                var done = await decide(context, form);
                if (!form.IsRefused)
                {
                    Confirm(context, done);
                    return;
                }
            }
            catch (AccountRefusedException e)
            {
                form.Refuse(e.Field, e.Words.Vietnamese);
            }
            catch (PageRefusedException e)
            {
                form.Refuse(e.Field, e.Message);
            }
            catch (ChangeRefusedException e)
            {
                form.Refuse("", e.Message);
            }

            context.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            await WriteAsync(context, await show(context, form));
        };
        return
        [
            Show(routes, pattern, context => show(context, PageForm.Empty()), look ?? right),
            routes.MapMethods(pattern, [HttpMethods.Post], take).WithMetadata(new Needs(right)),
        ];
    }

    /// <summary>A form that comes back with more filled in. Nothing is changed.</summary>
    /// <param name="routes">The routes to add to.</param>
    /// <param name="pattern">The address to which the form goes for it.</param>
    /// <param name="show">Makes the page around the form; null if there is no such page.</param>
    /// <param name="right">What the visitor must be allowed.</param>
    public IEndpointConventionBuilder Fill(
        IEndpointRouteBuilder routes, string pattern, Func<HttpContext, PageForm, Task<Page?>> show, Right right)
    {
        RequestDelegate fill = async context => await WriteAsync(context, await show(context, await PageForm.TypedAsync(context)));
        return routes.MapMethods(pattern, [HttpMethods.Post], fill).WithMetadata(new Needs(right));
    }

    /// <summary>A form with one button; nothing for whoever may not press it.</summary>
    public Html Button(HttpContext context, string action, Html label, string css = "", Right right = Right.Decide) =>
        !Gate.Who(context).May(right) ? default : Html.Of($"""
            <form method="post" action="{action}">{Token(context)}<button class="{css}">{label}</button></form>
            """);

    /// <summary>A form with fields that a person fills in; nothing for whoever may not send it.</summary>
    public Html Form(
        HttpContext context, string action, string css, Html fields, Html label, Right right = Right.Decide, string button = "") =>
        FormOf(context, action, css, Html.Of($"""{fields}<button class="{button}">{label}</button>"""), right);

    /// <summary>The same with several buttons, which stand among the fields.</summary>
    public Html FormOf(HttpContext context, string action, string css, Html content, Right right = Right.Decide) =>
        !Gate.Who(context).May(right) ? default : Html.Of($"""
            <form method="post" action="{action}" class="{css}">{Token(context)}{content}</form>
            """);

    /// <summary>What a form carries without showing it.</summary>
    public static Html Hidden(string name, string value) => Html.Of($"""<input type="hidden" name="{name}" value="{value}">""");

    internal static void SeeOther(HttpContext context, string path)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = path;
    }

    private async Task WriteAsync(HttpContext context, Page? page)
    {
        if (page is null)
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        else
            await Shell.WriteAsync(context, await FramedAsync(context, page));
    }

    private void Confirm(HttpContext context, (Confirmation Confirmation, string Path) done)
    {
        standing.Forget();
        context.Response.Cookies.Append(ConfirmationCookie, done.Confirmation.ToString(), Visitors.CookieOptions(options.Value));
        SeeOther(context, done.Path);
    }

    private async Task<Page> FramedAsync(HttpContext context, Page page)
    {
        var who = await gate.WhoAsync(context);
        var isLocked = await gate.LockAsync(context) != PageLock.Open;
        return page with
        {
            Confirmation = TakeConfirmation(context, out var cookie),
            Undo = Undo(context, cookie),
            LogOut = who is not null && isLocked ? LogOut(context, who) : default,
            HasInbox = inbox.Value.IsUsed,
            Who = who,
        };
    }

    private Html Token(HttpContext context) =>
        Hidden(Visitors.Field, visitors.TokenFor(context));

    private Html LogOut(HttpContext context, SignedIn who) => Html.Of($"""
        <div class="who">{(who.Name.Length > 0 ? Html.Of($"""<a href="/account">{Html.Data(who.Person)}</a>""") : default)}
        {Button(context, "/logout", Html.Of($"Đăng xuất"), "plain", Right.Look)}</div>
        """);

    // A change of a campaign is undone by the button beside its confirmation, which is shown on a page of that campaign.
    private Html Undo(HttpContext context, string cookie) =>
        Confirmation.Change(cookie) is { } change && context.Request.RouteValues["campaign"] is string campaign
            ? Form(
                context,
                $"/campaigns/{campaign}/changes/{change}/undo",
                "",
                Hidden("back", context.Request.Path + context.Request.QueryString),
                Html.Of($"Hoàn tác"),
                Right.Enter,
                "second")
            : default;

    private string TakeConfirmation(HttpContext context, out string cookie)
    {
        cookie = context.Request.Cookies[ConfirmationCookie] ?? "";
        if (cookie.Length == 0)
            return "";
        context.Response.Cookies.Delete(ConfirmationCookie, Visitors.CookieOptions(options.Value));
        return Confirmation.Words(cookie);
    }
}
