using System.Net.Mime;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Web.Safety;

/// <summary>
/// Decides which requests are answered. With a password set, the visitor must have logged in; a form must come from one of
/// the service's own pages. Only what is marked <see cref="ForEverybody"/> needs no login.
/// </summary>
public sealed class Gate(Visitors visitors, LoginSessions sessions, IOptions<WebOptions> options)
{
    public async Task PassAsync(HttpContext context, RequestDelegate next)
    {
        // An unknown route ends as 404 or 405, which tells a stranger nothing.
        if (context.GetEndpoint() is not RouteEndpoint route)
        {
            await next(context);
        }
        else if (NeedsLogin(route) && !sessions.Continue(visitors.Know(context)))
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

    /// <summary>Whether there is a password and the visitor has logged in.</summary>
    public bool IsLoggedIn(HttpContext context) => options.Value.AsksForPassword && sessions.Continue(visitors.Know(context));

    private bool NeedsLogin(RouteEndpoint route) => options.Value.AsksForPassword && route.Metadata.GetMetadata<ForEverybody>() is null;

    // A browser names the page that the form was on, if it can. From a browser that cannot, the token is the only proof.
    private async Task<bool> IsOwnFormAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.Headers["Sec-Fetch-Site"] is [{ } site] && site != "same-origin")
            return false;
        if (request.Headers.Origin is [{ } origin] && origin != "null" && origin != $"{request.Scheme}://{request.Host}")
            return false;
        var type = request.ContentType?.Split(';')[0].Trim();
        if (!string.Equals(type, MediaTypeNames.Application.FormUrlEncoded, StringComparison.OrdinalIgnoreCase))
            return false;
        var form = await request.ReadFormAsync(context.RequestAborted);
        return form[Visitors.Field] is [{ } token] && visitors.IsOurs(context, token);
    }
}

/// <summary>Marks what is answered without a login, such as the health endpoints.</summary>
public sealed class ForEverybody;
