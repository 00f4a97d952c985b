using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Import;
using CamHa.Scheduler.Web.Pages;
using Microsoft.AspNetCore.Http;

namespace CamHa.Scheduler.Desk;

/// <summary>What a person has chosen about a file: what ends of what it leaves out, and which side counts where both changed.</summary>
/// <param name="Side"><c>file</c>, <c>here</c>, or empty for not chosen.</param>
/// <param name="Ends">The rows that end; all of them for <see cref="All"/>.</param>
internal sealed record UploadChoices(string Side, IReadOnlyList<string> Ends)
{
    public const string SideField = "side";
    public const string EndsField = "end";
    public const string File = "file";
    public const string Here = "here";
    public const string All = "*";

    /// <summary>From the form that was sent, or else from the address.</summary>
    public static UploadChoices Of(HttpContext context, PageForm form)
    {
        var isPost = HttpMethods.IsPost(context.Request.Method);
        return new(
            isPost ? form[SideField] : context.Request.Query[SideField].ToString(),
            isPost ? form.Ticked(EndsField) : [.. context.Request.Query[EndsField].OfType<string>()]);
    }

    public ImportWish Wish(SignedIn who) => new(EndsMissing: Ends.Contains(All), TakesFile: Side == File)
    {
        KeepsDatabase = Side == Here,
        Ends = Ends.Where(each => each != All).ToHashSet(),
        Within = who.IsForAll ? null : who.Campaigns,
    };

    public Html Hidden() =>
        Html.Of($"{PageRoutes.Hidden(SideField, Side)}{Ends.Select(each => PageRoutes.Hidden(EndsField, each))}");

    public string Query() => Side.Length == 0 && Ends.Count == 0 ? ""
        : "?" + string.Join('&', Ends.Select(each => (EndsField, each)).Prepend((SideField, Side))
            .Select(each => $"{each.Item1}={Uri.EscapeDataString(each.Item2)}"));
}
