using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Web.Safety;

/// <summary>
/// Tells browsers apart by a random cookie, and recognises the service's own forms by a token: the cookie's signature under a key of
/// this process, or, with accounts, of this installation, which no other site's page can read or make.
/// </summary>
public sealed class Visitors(IOptions<WebOptions> options)
{
    /// <summary>The name of the form field that holds the token.</summary>
    public const string Field = "token";

    private const int IdBytes = 32;
    private volatile byte[] _key = RandomNumberGenerator.GetBytes(IdBytes);

    // The prefix makes browsers accept the cookie only over TLS and only from this host.
    private string Cookie => options.Value.UsesTls ? "__Host-camha" : "camha";

    /// <summary>Whether forms are signed by the installation's key.</summary>
    public bool IsShared { get; private set; }

    /// <summary>Signs forms by a key that outlives this process.</summary>
    public void Share(byte[] key) => (_key, IsShared) = (key, true);

    /// <summary>The browser's id; a new one if it has none.</summary>
    public string Know(HttpContext context) => Known(context) ?? Renew(context);

    /// <summary>Gives the browser a new id, so that an id known before the login is worth nothing after it.</summary>
    public string Renew(HttpContext context)
    {
        var id = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(IdBytes));
        context.Items[this] = id;
        context.Response.Cookies.Append(Cookie, id, CookieOptions(options.Value));
        return id;
    }

    public string TokenFor(HttpContext context) => Sign(Know(context));

    /// <summary>Whether this process gave the form to this browser.</summary>
    public bool IsOurs(HttpContext context, string token) => Known(context) is { } id
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Sign(id)), Encoding.UTF8.GetBytes(token));

    /// <summary>The cookie lasts as long as the browser's session, is hidden from scripts, and is never sent from other sites.</summary>
    internal static CookieOptions CookieOptions(WebOptions options) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = options.UsesTls, Path = "/" };

    private string? Known(HttpContext context) =>
        context.Items[this] as string ?? (context.Request.Cookies[Cookie] is { Length: 43 } id && id.All(IsOfBase64Url) ? id : null);

    private static bool IsOfBase64Url(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_';

    private string Sign(string id) => WebEncoders.Base64UrlEncode(HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes(id)));
}
