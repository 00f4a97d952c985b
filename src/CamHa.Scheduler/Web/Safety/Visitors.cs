using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Web.Safety;

/// <summary>
/// Knows browsers apart by a random cookie, and a form of ours by the token in it: the cookie's signature under a key of
/// this process, which no other page can read and nobody can make.
/// </summary>
public sealed class Visitors(IOptions<WebOptions> options)
{
    /// <summary>The field of a form that holds the token.</summary>
    public const string Field = "token";

    private const int IdBytes = 32;
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(IdBytes);

    // Under this prefix a browser takes the cookie over TLS alone, and from no other host.
    private string Cookie => options.Value.UsesTls ? "__Host-camha" : "camha";

    /// <summary>The browser's number; a new one where it has none.</summary>
    public string Know(HttpContext context) => Known(context) ?? Renew(context);

    /// <summary>A new number: what was known before a login is worth nothing after it.</summary>
    public string Renew(HttpContext context)
    {
        var id = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(IdBytes));
        context.Items[this] = id;
        context.Response.Cookies.Append(Cookie, id, CookieOptions(options.Value));
        return id;
    }

    public string TokenFor(HttpContext context) => Sign(Know(context));

    /// <summary>Whether the form was given to this very browser by this very process.</summary>
    public bool IsOurs(HttpContext context, string token) =>
        Known(context) is { } id && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Sign(id)), Encoding.UTF8.GetBytes(token));

    /// <summary>For the browser's session, for no script, and never sent along by another site's page.</summary>
    internal static CookieOptions CookieOptions(WebOptions options) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = options.UsesTls, Path = "/" };

    private string? Known(HttpContext context) =>
        context.Items[this] as string ?? (context.Request.Cookies[Cookie] is { Length: 43 } id && id.All(IsOfBase64Url) ? id : null);

    private static bool IsOfBase64Url(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_';

    private string Sign(string id) => WebEncoders.Base64UrlEncode(HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes(id)));
}
