using CamHa.Scheduler.Web.Pages;
using Microsoft.AspNetCore.Http;

namespace CamHa.Scheduler.Web.Safety;

/// <summary>What somebody has typed into a form of ours that could not be taken, to be sent again by a click.</summary>
internal sealed class UnsentForm
{
    // Nobody types these.
    private static readonly HashSet<string> Untyped =
        [
            Visitors.Field, "key", "gesture", "version", "seen", "shown", "asked", "back", "old", "code", "call", "campaign", "day",
            "session",
        ];

    private readonly IFormCollection _form;
    private readonly string _token;

    private UnsentForm(IFormCollection form, string token) => (_form, _token) = (form, token);

    /// <param name="form">What was sent.</param>
    /// <param name="token">What proves the next form ours.</param>
    /// <returns>Null where nobody has typed anything: the button is pressed again.</returns>
    public static UnsentForm? Of(IFormCollection form, string token) =>
        form.Any(each => IsTyped(each.Key) && each.Value.Any(value => value?.Length > 0)) ? new(form, token) : null;

    /// <summary>The form once more; the longest of what was typed is shown, so that nobody types it anew.</summary>
    public Html Again(HttpContext context)
    {
        var typed = _form.Where(each => IsTyped(each.Key)).SelectMany(each => each.Value).OfType<string>();
        var longest = typed.MaxBy(each => each.Length) ?? "";
        return Html.Of($"""
            <div class="letter">{Html.Data(longest)}</div>
            <form method="post" action="{context.Request.Path.ToUriComponent()}" class="order">{PageRoutes.Hidden(Visitors.Field, _token)}
            {_form.Where(each => each.Key != Visitors.Field && !IsSecret(each.Key)).SelectMany(
                each => each.Value.OfType<string>().Select(value => PageRoutes.Hidden(each.Key, value)))}
            <button>Tiếp tục</button></form>
            """);
    }

    private static bool IsTyped(string name) => !Untyped.Contains(name) && !IsSecret(name);

    // A password, whosever it is, is typed again and never shown.
    private static bool IsSecret(string name) => name is "again" or "current" || name.EndsWith("password", StringComparison.Ordinal);
}
