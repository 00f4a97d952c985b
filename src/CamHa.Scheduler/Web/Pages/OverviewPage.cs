using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Alerts.Checks;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Web.Safety;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>The first page: whether all is well, and what there is to do.</summary>
public sealed class OverviewPage(
    PageRoutes pages,
    OverviewStanding standing,
    OverviewSections sections,
    OutboxLists outbox,
    WeekTables weeks,
    IEnumerable<IOverviewCard> cards,
    Database database)
    : IEndpoints
{
    public void Map(IEndpointRouteBuilder routes) =>
        pages.Show(routes, "/", async context => new Page("Tổng quan", await BodyAsync(context)));

    private async Task<Html> BodyAsync(HttpContext context)
    {
        var token = context.RequestAborted;
        var who = Gate.Who(context);
        if (!who.IsForAll)
        {
            // How the machine stands is nobody's business who sees only some of its campaigns.
            await using var own = await database.OpenSnapshotAsync(token);
            return Html.Of($"<h1>Tổng quan</h1>{await weeks.OverviewAsync(own, who, token)}");
        }

        var (found, status) = await standing.ReadAsync(token);
        if (status is null)
            return Html.Of($"{OverviewSections.Verdict(null, found.Count)}{sections.Problems(found)}{sections.Facts(null)}");
        await using var session = await database.OpenSnapshotAsync(token);
        var held = status.Held;
        var closed = status.Failing.Where(each => each.IsClosed).ToList();
        // What is held, what is paused and closed addresses have sections of their own, with their buttons.
        var problems = found.FindAll(problem => problem.Key != PauseCheck.Key
            && !problem.Key.StartsWith(HeldCheck.Key, StringComparison.Ordinal)
            && !closed.Exists(each => problem.Key == AddressCheck.ClosedOf(each.Campaign)));
        return Html.Of($"""
            {OverviewSections.Verdict(status, problems.Count + held.Count + closed.Count)}
            {await CardsAsync(who, token)}
            {outbox.Paused(context, status.Paused, status.Waiting)}
            {sections.Problems(problems)}
            {outbox.Held(context, held)}
            {outbox.Failing(context, status.Failing)}
            {sections.Facts(status)}
            {await weeks.OverviewAsync(session, who, token)}
            {await outbox.OverviewAsync(context, session, status)}
            {sections.Looks(status)}
            {outbox.TestMail(context)}
            {(who.Name.Length == 0 ? FirstAccountPage.Invitation() : default)}
            """);
    }

    private async Task<Html> CardsAsync(SignedIn who, CancellationToken token)
    {
        var shown = default(Html);
        foreach (var card in cards)
            shown = Html.Of($"{shown}{await card.ShowAsync(who, token)}");
        return shown;
    }
}
