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
    Visitors visitors,
    Gate gate,
    RecordedChanges changes,
    IOptions<WebOptions> options,
    IOptions<InboxOptions> inbox,
    OverviewStanding standing)
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

    /// <summary>The same for a form that carries a file; its route is marked <see cref="TakesFile"/>.</summary>
    public Html FileForm(HttpContext context, string action, string css, Html content, Right right = Right.Decide) =>
        !Gate.Who(context).May(right) ? default : Html.Of($"""
            <form method="post" action="{action}" class="{css}" enctype="multipart/form-data">{Token(context)}{content}</form>
            """);

    /// <summary>What a form carries without showing it.</summary>
    public static Html Hidden(string name, string value) => Html.Of($"""<input type="hidden" name="{name}" value="{value}">""");

    /// <summary>Whether it is the address of a page of ours, to which a form may lead back.</summary>
    internal static bool IsOfHere(string path) =>
        path.StartsWith('/') && !path.StartsWith("//", StringComparison.Ordinal) && !path.Contains('\\', StringComparison.Ordinal)
        && path.All(each => each is > ' ' and < '\u007f');

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
            Confirmation = await TakeConfirmationAsync(context, who),
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
    private Html Undo(HttpContext context, Confirmation said) =>
        said.OfWeek is { } change && context.Request.RouteValues["campaign"] is string campaign
            ? Form(
                context,
                $"/campaigns/{campaign}/changes/{change}/undo",
                "",
                Hidden("back", context.Request.Path + context.Request.QueryString),
                Html.Of($"Hoàn tác"),
                Right.Enter,
                "second")
            : default;

    private async Task<Html> TakeConfirmationAsync(HttpContext context, SignedIn? who)
    {
        if (context.Request.Cookies[ConfirmationCookie] is not { } cookie)
            return default;
        context.Response.Cookies.Delete(ConfirmationCookie, Visitors.CookieOptions(options.Value));
        var said = Confirmation.Read(cookie);
        var words = said.Words();
        // What the cookie names may be anybody's.
        var change = who is not null && said.Gesture is { } id ? await changes.OneAsync(id, who, context.RequestAborted) : null;
        return words.Length == 0 ? default : change is not var (gesture, brief)
            ? Html.Of($"""<div class="said"><p role="status">{words}</p>{Undo(context, said)}</div>""")
            : Html.Of($"""
                <div class="said"><p role="status">{words} {Html.Data(brief)}</p>
                {(gesture.UndoneById is null ? Undo(context, gesture.Id) : default)}</div>
                """);
    }

    /// <summary>The button that takes a change back, and leads back to the page on which it stands.</summary>
    internal Html Undo(HttpContext context, long gesture)
    {
        var here = $"{context.Request.Path.ToUriComponent()}{context.Request.QueryString.Value}";
        return Form(context, $"{ChangePages.Path}/{gesture}/undo", "", Hidden("back", here), Html.Of(
            $"""Hoàn tác<span class="heard"> lần sửa {gesture}</span>"""));
    }
}
