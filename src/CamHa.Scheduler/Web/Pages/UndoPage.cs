using System.Globalization;
using System.Text.RegularExpressions;
using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Web.Safety;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>
/// Takes a change of a campaign back, by the button beside its confirmation: the same as <c>camha change undo</c>. Whoever may not decide
/// undoes what is their own.
/// </summary>
internal sealed partial class UndoPage(PageRoutes pages, PlanChanges changes, Database database) : IEndpoints
{
    private const string Pattern = "/campaigns/{campaign:int:min(1)}/changes/{change:int:min(1)}/undo";

    public void Map(IEndpointRouteBuilder routes) => pages.Ask(routes, Pattern, ShowAsync, UndoAsync, Right.Enter);

    private async Task<Page?> ShowAsync(HttpContext context, PageForm form) => await FindAsync(context) is not { } gesture ? null
        : new("Hoàn tác", Html.Of($"""
            {Parts.Back(Back(context, form), "Nộp báo cáo tuần")}
            <h1>Hoàn tác lần sửa số {gesture.Id}</h1>
            {form.Fault()}
            {(form.IsRefused ? default : pages.Button(context, PathOf(context), Html.Of($"Hoàn tác"), "", Right.Enter))}
            """));

    private async Task<(Confirmation, string)> UndoAsync(HttpContext context, PageForm form)
    {
        var gesture = await FindAsync(context)
            ?? throw new BadHttpRequestException("No such change.", StatusCodes.Status404NotFound);
        var made = await changes.UndoAsync(gesture.Id, Gesture.AtDesk(Gate.Who(context).By), isDryRun: false, context.RequestAborted);
        return (new("week-undone", (int)(made.Id ?? 0)), Back(context, form));
    }

    private async Task<RecordedGesture?> FindAsync(HttpContext context)
    {
        await using var session = await database.OpenSnapshotAsync(context.RequestAborted);
        var who = Gate.Who(context);
        return await ChangeRecord.OneAsync(session, Parts.Route(context, "change"), context.RequestAborted) is { } gesture
            && gesture.CampaignId == Parts.Route(context, "campaign") && (gesture.MadeBy == who.By || who.May(Right.Decide))
            ? gesture : null;
    }

    private static string PathOf(HttpContext context) => context.Request.Path.Value!;

    // Only to the pages of a week: a form that was forged leads nowhere else.
    private static string Back(HttpContext context, PageForm form)
    {
        var campaign = $"/campaigns/{Parts.Route(context, "campaign").ToString(CultureInfo.InvariantCulture)}";
        var back = OfWeek().Match(form["back"]);
        return back.Success && back.Groups["campaign"].Value == campaign ? back.Value : campaign;
    }

    [GeneratedRegex(@"^(?<campaign>/campaigns/[0-9]{1,10})(?:/units/[0-9]{1,10}/[0-9]{4}-W[0-9]{2})?(?:\?week=[0-9]{4}-W[0-9]{2})?\z")]
    private static partial Regex OfWeek();
}
