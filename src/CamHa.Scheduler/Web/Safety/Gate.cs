using System.Net.Mime;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Web.Safety;

/// <summary>
/// Who gets through to an answer: where there is a password whoever has logged in, and a form only from a page of ours.
/// Everything is behind it but what says of itself that it is <see cref="ForEverybody"/>.
/// </summary>
public sealed class Gate(Visitors visitors, LoginSessions sessions, IOptions<WebOptions> options)
{
    public async Task PassAsync(HttpContext context, RequestDelegate next)
    {
        // Whatever is no route of ours ends as 404 or 405, and tells nothing.
        if (context.GetEndpoint() is not RouteEndpoint route)
        {
            await next(context);
        }
        else if (options.Value.AsksForPassword && route.Metadata.GetMetadata<ForEverybody>() is null && !sessions.Continue(visitors.Know(context)))
        {
            context.Response.Redirect("/login");
        }
        else if (HttpMethods.IsPost(context.Request.Method) && !await IsOwnFormAsync(context))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
        else
        {
            await next(context);
        }
    }

    public bool IsLoggedIn(HttpContext context) => options.Value.AsksForPassword && sessions.Continue(visitors.Know(context));

    // A browser that knows where the form was says so; one that does not still has no token of ours.
    private async Task<bool> IsOwnFormAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.Headers["Sec-Fetch-Site"] is [{ } site] && site != "same-origin")
            return false;
        if (request.Headers.Origin is [{ } origin] && origin != "null" && origin != $"{request.Scheme}://{request.Host}")
            return false;
        if (request.ContentType?.Split(';')[0].Trim().Equals(MediaTypeNames.Application.FormUrlEncoded, StringComparison.OrdinalIgnoreCase) != true)
            return false;
        var form = await request.ReadFormAsync(context.RequestAborted);
        return form[Visitors.Field] is [{ } token] && visitors.IsOurs(context, token);
    }
}

/// <summary>Marks what answers without a login, such as whether the service lives.</summary>
public sealed class ForEverybody;
