using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using CamHa.Scheduler.Web.Safety;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>
/// Makes what a form of the page asks for, as the command line does it. The form carries a key, so that a second post does nothing,
/// and the version of what its page showed, so that what somebody else has changed meanwhile is seen and not overwritten.
/// </summary>
internal sealed partial class DeskChanges(PlanChanges changes, Database database, OutboxSignal signal, ILogger<DeskChanges> logger)
{
    public const int LongestReason = 1_000;

    private const string Key = "gesture";
    private const string Version = "version";

    /// <summary>The campaign of the address; null for none.</summary>
    public async Task<Campaign?> CampaignAsync(HttpContext context)
    {
        await using var session = await database.OpenAsync(context.RequestAborted);
        return await CampaignAsync(session, context);
    }

    public static Task<Campaign?> CampaignAsync(DatabaseSession session, HttpContext context) =>
        CampaignStore.FindAsync(session, (int)Parts.Route(context, "campaign"), context.RequestAborted);

    /// <summary>What every form of a change carries.</summary>
    /// <param name="form">The form.</param>
    /// <param name="version">Of what its page shows now, also where it comes back.</param>
    public static Html Hidden(PageForm form, string version) =>
        Html.Of($"{PageRoutes.Hidden(Key, form.Key(Key))}{PageRoutes.Hidden(Version, version)}");

    /// <summary>Makes a change.</summary>
    /// <param name="context">The request.</param>
    /// <param name="form">Its form.</param>
    /// <param name="reason">Why, for the record; empty for none.</param>
    /// <param name="version">The version of what the change is about, in the plan as it is.</param>
    /// <param name="operation">The change.</param>
    /// <exception cref="ChangeRefusedException">It would be wrong, or somebody else was first.</exception>
    public async Task<Confirmation> MakeAsync(
        HttpContext context, PageForm form, string reason, Func<PlanData, string> version, Func<PlanData, PlanEdit> operation)
    {
        if (await CampaignAsync(context) is not { } campaign)
            throw new BadHttpRequestException("No such campaign.", StatusCodes.Status404NotFound);
        var by = Gesture.AtDesk(Gate.Who(context).By) with { Key = $"desk-{form.Key(Key)}", Reason = reason };
        var made = await changes.MakeAsync(
            campaign.Code,
            by,
            plan => version(plan) == form[Version] ? operation(plan) : throw new ChangeRefusedException(
                "có người vừa sửa chỗ này sau khi trang được mở. Trang bây giờ cho thấy như đã sửa; xem lại, vẫn đúng thì bấm lần nữa."),
            isDryRun: false,
            context.RequestAborted);
        signal.Wake();
        Log.Made(logger, by.By, context.Request.Path.Value!.Split('/')[^1], made.Id ?? 0);
        return Confirmation.OfChange(made.Foreign.Count == 0 ? "change" : "change-foreign", made.Id ?? 0);
    }

    /// <summary>A line that was typed.</summary>
    public static string Line(PageForm form, string name, int longest = LongestReason) =>
        CleanText.OneLine(form[name]).Truncated(longest).Trim();

    private static partial class Log
    {
        [LoggerMessage(631, LogLevel.Information, "{By} on the page: {What}, change {Id}")]
        public static partial void Made(ILogger logger, string by, string what, long id);
    }
}
