using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using CamHa.Scheduler.Inbox;
using CamHa.Scheduler.Links;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using CamHa.Scheduler.Web.Pages;
using CamHa.Scheduler.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace CamHa.Scheduler.Web.Answers;

/// <summary>All that the public site answers: the page behind a link, what it sends, and what it is made of.</summary>
internal sealed partial class AnswerPages(
    UnitLinks links,
    AnswerView view,
    LinkAnswering answering,
    AddressProof proof,
    TokenThrottle throttle,
    Database database,
    ILogger<AnswerPages> logger)
{
    private const string One = $"{UnitLinkOptions.Path}{{token:length({Shortest},{Longest})}}";
    private const string Shortest = "27";
    private const string Longest = "32";

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];
    private static readonly string[] Sending = [HttpMethods.Post];

    public void Map(IEndpointRouteBuilder routes)
    {
        MapFile(routes, AnswerShell.Style, "pages/answers.css", "text/css");
        MapFile(routes, AnswerShell.Script, "pages/answers.js", "text/javascript");
        routes.MapMethods(
            $"{UnitLinkOptions.Path}{AddressProof.Verb}{{nonce:length({AddressProof.Letters.ToString(CultureInfo.InvariantCulture)})}}",
            Reading,
            (RequestDelegate)(context =>
            {
                context.Response.ContentType = "text/plain";
                return context.Response.WriteAsync(proof.Answer((string)context.Request.RouteValues["nonce"]!), context.RequestAborted);
            }));
        routes.MapMethods(One, Reading, (RequestDelegate)ShowAsync);
        routes.MapMethods(One, Sending, (RequestDelegate)SendAsync).WithMetadata(new LargeForm());
        routes.MapMethods($"{One}/cancel", Sending, (RequestDelegate)CancelAsync);
    }

    private static void MapFile(IEndpointRouteBuilder routes, string path, string resource, string type) =>
        routes.MapMethods(path, Reading, (RequestDelegate)(async context =>
        {
            await using var file = Resource.Open(resource);
            context.Response.ContentType = $"{type}; charset=utf-8";
            context.Response.ContentLength = file.Length;
            // Nobody's secret, and a phone need not load it each time.
            context.Response.Headers.CacheControl = "public, max-age=3600";
            if (!HttpMethods.IsHead(context.Request.Method))
                await file.CopyToAsync(context.Response.Body, context.RequestAborted);
        }));

    private async Task ShowAsync(HttpContext context)
    {
        if (await FindAsync(context) is { } link)
            await AnswerShell.WriteAsync(context, await view.ShowAsync(context, link, PageForm.Empty(), context.RequestAborted));
    }

    private async Task SendAsync(HttpContext context)
    {
        if (await OwnAsync(context) is not { } own)
            return;
        var form = await PageForm.TypedAsync(context);
        var link = view.AsOpened(own, form);
        var key = KeyOf(form, await context.Request.ReadFormAsync(context.RequestAborted));
        // Before anything is asked of it: what it has changed would make it another.
        if (await answering.FindAsync(link, key, context.RequestAborted) is { } before)
        {
            Done(context, before);
            return;
        }

        if (await view.ReadAsync(link, form, context.RequestAborted) is { } sent)
        {
            try
            {
                var id = await answering.SendAsync(link, key, sent, context.RequestAborted);
                Log.Sent(logger, link.Unit.Code, LinkToken.Brief(Token(context)), id);
                Done(context, id);
                return;
            }
            catch (LinkRefusedException e)
            {
                AnswerView.Refuse(form, e.Why);
            }
        }

        context.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        await AnswerShell.WriteAsync(context, await view.ShowAsync(context, link, form, context.RequestAborted));
    }

    private static void Done(HttpContext context, long change) =>
        PageRoutes.SeeOther(context, string.Create(CultureInfo.InvariantCulture, $"{context.Request.Path}?sent={change}"));

    // Of the form and its content: a draft that has arrived and is sent once more does nothing; with other words it is another answer.
    private static string KeyOf(PageForm form, IFormCollection fields)
    {
        var words = fields.Where(field => field.Key != AnswerView.Key).OrderBy(field => field.Key, StringComparer.Ordinal)
            .Select(field => $"{field.Key}={field.Value}");
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', words)));
        return $"{form.Key(AnswerView.Key)}-{Convert.ToHexStringLower(hash.AsSpan(0, 8))}";
    }

    private async Task CancelAsync(HttpContext context)
    {
        if (await OwnAsync(context) is not { } link)
            return;
        var form = await PageForm.TypedAsync(context);
        var page = $"{UnitLinkOptions.Path}{Token(context)}";
        try
        {
            if (!long.TryParse(form["change"], NumberStyles.None, CultureInfo.InvariantCulture, out var id))
                throw new BadHttpRequestException("No number.", StatusCodes.Status400BadRequest);
            await answering.CancelAsync(link, id, context.RequestAborted);
            Log.Cancelled(logger, link.Unit.Code, LinkToken.Brief(Token(context)), id);
            PageRoutes.SeeOther(context, string.Create(CultureInfo.InvariantCulture, $"{page}?cancelled={id}"));
        }
        catch (LinkRefusedException e)
        {
            var shown = PageForm.Empty();
            AnswerView.Refuse(shown, e.Why);
            context.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            await AnswerShell.WriteAsync(context, await view.ShowAsync(context, link, shown, context.RequestAborted));
        }
    }

    // Sent from the page itself, as far as a browser says from where.
    private async Task<OpenLink?> OwnAsync(HttpContext context)
    {
        var request = context.Request;
        var isOther = (request.Headers["Sec-Fetch-Site"] is [{ } site] && site is not ("same-origin" or "none"))
            || (request.Headers.Origin is [{ } origin] && origin != "null"
                && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Host == request.Host.Host));
        if (!isOther && request.HasFormContentType)
            return await FindAsync(context);
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return null;
    }

    private async Task<OpenLink?> FindAsync(HttpContext context)
    {
        var from = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (!throttle.MayAsk(from))
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return null;
        }

        await using var session = await database.OpenAsync(context.RequestAborted);
        if (await links.FindAsync(session, Token(context), context.RequestAborted) is { } link)
        {
            throttle.Forgive(from);
            return link;
        }

        throttle.Note(from);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return null;
    }

    private static string Token(HttpContext context) => (string)context.Request.RouteValues["token"]!;

    private static partial class Log
    {
        [LoggerMessage(641, LogLevel.Information, "{Unit} has answered by its link {Token}, change {Id}")]
        public static partial void Sent(ILogger logger, string unit, string token, long id);

        [LoggerMessage(642, LogLevel.Information, "{Unit} has taken change {Id} back by its link {Token}")]
        public static partial void Cancelled(ILogger logger, string unit, string token, long id);
    }
}
