using System.Globalization;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Status;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Submissions;
using CamHa.Scheduler.Web.Safety;
using Microsoft.AspNetCore.Http;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>One unit's week: what an address such as <c>/campaigns/1/units/2/2026-W24</c> names.</summary>
internal sealed record WeekOfUnit(Campaign Campaign, OwingUnit Unit, ReportingWeek Week, IReadOnlyList<Submission> Reports)
{
    /// <summary>The pattern of its address.</summary>
    public const string Pattern = "/campaigns/{campaign:int:min(1)}/units/{unit:int:min(1)}/{week:length(8)}";

    public string Path => PathOf(Campaign.Id, Unit.Id, Week);

    /// <summary>The address of the campaign's week, with all its units.</summary>
    public string WeekPath => string.Create(CultureInfo.InvariantCulture, $"/campaigns/{Campaign.Id}?week={Week.Week}");

    public string Label => $"{WeekLabel.Of(Week).Name} ({WeekLabel.Of(Week).Dates})";

    /// <summary>Which reports whoever sends a form has seen.</summary>
    public string Seen => SeenOf(Reports.Select(each => each.SubmittedAt));

    public static string PathOf(int campaign, int unit, ReportingWeek week) =>
        string.Create(CultureInfo.InvariantCulture, $"/campaigns/{campaign}/units/{unit}/{week.Week}");

    public static string SeenOf(IEnumerable<DateTimeOffset> times) =>
        string.Join(' ', times.Order().Select(at => at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)));

    /// <summary>What the address of a request names; null where there is none of it.</summary>
    public static async Task<WeekOfUnit?> FindAsync(
        HttpContext context, DatabaseSession session, WeekReader weeks, CancellationToken token)
    {
        var (campaignId, unitId) = ((int)Parts.Route(context, "campaign"), (int)Parts.Route(context, "unit"));
        if (!IsoWeek.TryParse((string)context.Request.RouteValues["week"]!, out var named)
            || await CampaignStore.FindAsync(session, campaignId, token) is not { } campaign
            || await WeekDesk.UnitAsync(session, campaignId, unitId, token) is not { } unit
            || await weeks.WeekAsync(session, campaign, named, token) is not { } week)
            return null;
        return new(campaign, unit, week, await WeekDesk.OfUnitAsync(session, unitId, week, token));
    }

    /// <summary>The same where a form was sent from its page.</summary>
    public static async Task<WeekOfUnit> FoundAsync(
        HttpContext context, Database database, WeekReader weeks, CancellationToken token)
    {
        await using var session = await database.OpenSnapshotAsync(token);
        return await FindAsync(context, session, weeks, token)
            ?? throw new BadHttpRequestException("No such unit or week.", StatusCodes.Status404NotFound);
    }

    /// <summary>The gesture of a form, made once however often it is sent.</summary>
    public static Gesture GestureOf(HttpContext context, PageForm form, string reason = "") =>
        Gesture.AtDesk(Gate.Who(context).By) with { Key = KeyOf(form), Reason = reason };

    /// <summary>The key of a form, which makes what it does once.</summary>
    public static string KeyOf(PageForm form) => form.Key("key");

    /// <summary>What a form carries: the key that makes it once.</summary>
    public static Html Key(PageForm form) => PageRoutes.Hidden("key", KeyOf(form));

    /// <summary>What is confirmed of a change, and where.</summary>
    public static (Confirmation Confirmation, string Path) Done(string code, ChangeMade made, string path) =>
        (new(made.Foreign.Count == 0 ? code : "week-foreign", (int)(made.Id ?? 0), (int)(made.Id ?? 0)), path);
}
