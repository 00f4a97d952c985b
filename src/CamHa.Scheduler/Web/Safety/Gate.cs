using System.Globalization;
using System.Net.Mime;
using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Web.Safety;

/// <summary>
/// Decides which requests are answered. The visitor must have logged in, where there are accounts or a password, and have the right
/// that the route asks for; a form must come from one of the service's own pages.
/// </summary>
public sealed class Gate(
    Visitors visitors,
    LoginSessions shared,
    AccountStore accounts,
    AccountSessions sessions,
    Database database,
    IOptions<WebOptions> options)
{
    // Where there are no accounts, whoever is let in may do everything but make one: the first needs the code of the machine.
    private static readonly SignedIn Anybody = new() { Roles = ~AccountRoles.Administrator };

    public async Task PassAsync(HttpContext context, RequestDelegate next)
    {
        // An unknown route ends as 404 or 405, which tells a stranger nothing.
        if (context.GetEndpoint() is not RouteEndpoint route)
        {
            await next(context);
            return;
        }

        if (route.Metadata.GetMetadata<ForEverybody>() is null && await RefusalAsync(context, route) is { } status)
        {
            if (status == StatusCodes.Status302Found && await IsKeptAsync(context))
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            else if (status == StatusCodes.Status302Found)
                context.Response.Redirect("/login");
            else
                context.Response.StatusCode = status;
        }
        else if (HttpMethods.IsPost(context.Request.Method) && !await IsOwnFormAsync(context))
        {
            await IsKeptAsync(context);
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
        else
        {
            await next(context);
        }
    }

    /// <summary>How the page is locked.</summary>
    public async Task<PageLock> LockAsync(HttpContext context)
    {
        if (context.Features.Get<Found>() is { } found)
            return found.Lock;
        var used = options.Value.AsksForPassword ? PageLock.Password : PageLock.Open;
        try
        {
            if (!await accounts.AnyAsync(context.RequestAborted))
                return used;
            if (!visitors.IsShared)
                visitors.Share(await accounts.FormKeyAsync(context.RequestAborted));
            return PageLock.Accounts;
        }
        catch (Exception e) when (database.IsAway(e) || database.IsLost(e) || e is StorageException)
        {
            return used | PageLock.Unknown;
        }
    }

    /// <summary>Who is at the page; null for nobody who has logged in.</summary>
    public async Task<SignedIn?> WhoAsync(HttpContext context)
    {
        if (context.Features.Get<Found>() is { } found)
            return found.Who;
        var mode = await LockAsync(context);
        var who = mode.HasFlag(PageLock.Accounts) ? await sessions.ContinueAsync(visitors.Know(context), context.RequestAborted)
            : !mode.HasFlag(PageLock.Password) || shared.Continue(visitors.Know(context)) ? Anybody
            : null;
        context.Features.Set(new Found(mode, who));
        return who;
    }

    /// <summary>Who was let in to this request.</summary>
    internal static SignedIn Who(HttpContext context) =>
        context.Features.Get<Found>()?.Who ?? throw new InvalidOperationException("Nobody was let in.");

    private async Task<int?> RefusalAsync(HttpContext context, RouteEndpoint route) => await WhoAsync(context) switch
    {
        null => StatusCodes.Status302Found,
        var who when !who.May(route.Metadata.GetMetadata<Needs>()?.Right ?? Right.Administer) => StatusCodes.Status403Forbidden,
        { IsForAll: false } when route.Metadata.GetMetadata<OfTheMachine>() is not null => StatusCodes.Status403Forbidden,
        // Another's campaign is none.
        var who when context.Request.RouteValues.TryGetValue("campaign", out var id)
            && !who.Sees(int.Parse((string)id!, CultureInfo.InvariantCulture)) => StatusCodes.Status404NotFound,
        // Nobody knows whether there are accounts; reading that the database is away harms nobody.
        _ when HttpMethods.IsPost(context.Request.Method) && (await LockAsync(context)).HasFlag(PageLock.Unknown)
            => StatusCodes.Status503ServiceUnavailable,
        _ => null,
    };

    /// <summary>
    /// Keeps what somebody has typed whose session has ended meanwhile, or who has logged in anew in another window: the answer shows it,
    /// and sends it again by a click. Only the browser's own word that the form was on our page is taken for it, and nothing is done.
    /// </summary>
    private async Task<bool> IsKeptAsync(HttpContext context)
    {
        var request = context.Request;
        if (!HttpMethods.IsPost(request.Method) || !IsForm(request, MediaTypeNames.Application.FormUrlEncoded) || !IsOfOurPage(request))
            return false;
        // Where a file is taken a body may be large; that of a stranger is not read.
        if (context.GetEndpoint()?.Metadata.GetMetadata<TakesFile>() is not null)
            return false;
        if (UnsentForm.Of(await request.ReadFormAsync(context.RequestAborted), visitors.TokenFor(context)) is not { } unsent)
            return false;
        context.Features.Set(unsent);
        return true;
    }

    private static bool IsOfOurPage(HttpRequest request) => request.Headers["Sec-Fetch-Site"] is [{ } site]
        ? site == "same-origin" : request.Headers.Origin is [{ } origin] && origin == $"{request.Scheme}://{request.Host}";

    private static bool IsForm(HttpRequest request, string type) =>
        string.Equals(request.ContentType?.Split(';')[0].Trim(), type, StringComparison.OrdinalIgnoreCase);

    // A browser names the page that the form was on, if it can. From a browser that cannot, the token is the only proof.
    private async Task<bool> IsOwnFormAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.Headers["Sec-Fetch-Site"] is [{ } site] && site != "same-origin")
            return false;
        if (request.Headers.Origin is [{ } origin] && origin != "null" && origin != $"{request.Scheme}://{request.Host}")
            return false;
        var takesFile = context.GetEndpoint()?.Metadata.GetMetadata<TakesFile>() is not null;
        if (!IsForm(request, takesFile ? MediaTypeNames.Multipart.FormData : MediaTypeNames.Application.FormUrlEncoded))
            return false;
        var form = takesFile ? await ReadFileAsync(context) : await request.ReadFormAsync(context.RequestAborted);
        // Tells by which key forms are signed.
        await LockAsync(context);
        return form[Visitors.Field] is [{ } token] && visitors.IsOurs(context, token);
    }

    // The framework keeps what is large in a temporary file, which goes with the request.
    private static async Task<IFormCollection> ReadFileAsync(HttpContext context)
    {
        context.Features.Set<IFormFeature>(
            new FormFeature(context.Request, new FormOptions { MultipartBodyLengthLimit = TakesFile.Most * 1_000_000L }));
        try
        {
            return await context.Request.ReadFormAsync(context.RequestAborted);
        }
        catch (InvalidDataException e) when (e.Message.Contains("limit", StringComparison.Ordinal))
        {
            throw new BadHttpRequestException("The file is too large.", StatusCodes.Status413PayloadTooLarge, e);
        }
    }

    private sealed record Found(PageLock Lock, SignedIn? Who);
}

/// <summary>How the page is locked.</summary>
[Flags]
public enum PageLock
{
    /// <summary>Not at all; it is served on this machine only.</summary>
    Open = 0,

    /// <summary>By one password for everybody.</summary>
    Password = 1,

    /// <summary>By accounts.</summary>
    Accounts = 2,

    /// <summary>The database is away, and with it whether there are accounts.</summary>
    Unknown = 4,
}
