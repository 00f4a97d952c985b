using System.Globalization;
using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using CamHa.Scheduler.Web.Safety;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>The record of changes: who changed what and when, and the way back; the same as <c>camha change</c>.</summary>
internal sealed partial class ChangePages(
    PageRoutes pages,
    PlanChanges changes,
    RecordedChanges recorded,
    OutboxSignal signal,
    Database database,
    CampaignClock clock,
    ILogger<ChangePages> logger) : IEndpoints
{
    /// <summary>The address of the list.</summary>
    public const string Path = "/changes";

    private const string One = $"{Path}/{{id:long:min(1)}}";
    private const int OnAPage = 25;
    private const int MostEntries = 200;
    private const int LongestValue = 4_000;
    private const int LongestSearch = 100;

    // A list of thousands is no choice, and would be a page of a megabyte.
    private const int MostChoices = 50;

    /// <summary>The list of what was changed about an assignment or a unit.</summary>
    public static string PathOf(int campaign, string thing) =>
        string.Create(CultureInfo.InvariantCulture, $"{Path}?campaign={campaign}&thing={Uri.EscapeDataString(thing)}");

    public void Map(IEndpointRouteBuilder routes)
    {
        pages.Show(routes, Path, ListAsync, Right.Audit);
        pages.Show(routes, One, OneAsync, Right.Audit);
        _ = pages.Ask(routes, $"{One}/undo", AskUndoAsync, UndoAsync, Right.Decide).ToList();
    }

    private async Task<Page?> ListAsync(HttpContext context)
    {
        var token = context.RequestAborted;
        var who = Gate.Who(context);
        await using var session = await database.OpenSnapshotAsync(token);
        var campaigns = (await CampaignStore.AllAsync(session, token)).FindAll(each => who.Sees(each.Id));
        var query = Narrowed.Of(context, campaigns);
        var (gestures, fault) = await ReadAsync(session, query, who, Parts.Number(context, "below"), token);
        var names = new Dictionary<int, PlanNames>();
        var cards = new List<Html>();
        foreach (var gesture in gestures)
            cards.Add(Card(gesture, await recorded.BriefAsync(session, gesture, names, token)));
        var older = gestures.Count < OnAPage ? default : Html.Of($"""
            <nav class="pager" aria-label="Các trang"><a href="{query.Path(gestures[^1].Id)}">Các lần sửa trước đó</a></nav>
            """);
        return new("Sổ thay đổi", Html.Of($"""
            <h1>Sổ thay đổi</h1>
            <p>Ai đã sửa gì trong kế hoạch, lúc nào, trước và sau; mới nhất trước.</p>
            {query.Form(campaigns)}
            {(fault.Length > 0 ? Html.Of($"""<p class="fault" role="alert">{Html.Data(fault)}</p>""") : default)}
            {(cards.Count > 0 ? Html.Of($"""<ol class="cards">{cards}</ol>""")
                : fault.Length > 0 ? default : Html.Of($"""<p role="status">Không có lần sửa nào như vậy.</p>"""))}
            {older}
            """));
    }

    private static async Task<(List<RecordedGesture> Gestures, string Fault)> ReadAsync(
        DatabaseSession session, Narrowed query, SignedIn who, long? below, CancellationToken token)
    {
        if (query.Thing.Length == 0 || query.Campaign is not { } campaign)
        {
            return (await ChangeRecord.ListAsync(
                session, query.Campaign?.Id, "", "", OnAPage, token, below, who.Scope), "");
        }

        // What is typed is an assignment's code or a unit's code or name.
        try
        {
            var code = await PlanFinder.AssignmentCodeAsync(session, campaign.Id, query.Thing, token);
            return (await ChangeRecord.ListAsync(session, campaign.Id, code, "", OnAPage, token, below), "");
        }
        catch (ChangeRefusedException)
        {
            try
            {
                var code = await PlanFinder.UnitCodeAsync(session, campaign.Id, query.Thing, token);
                return (await ChangeRecord.ListAsync(session, campaign.Id, "", code, OnAPage, token, below), "");
            }
            catch (ChangeRefusedException e)
            {
                return ([], $"Không có nhiệm vụ “{query.Thing}”; {e.Message}");
            }
        }
    }

    private Html Card(RecordedGesture gesture, string brief) => Html.Of($"""
        <li class="card"><h2><a href="{Path}/{gesture.Id}">Lần sửa {gesture.Id}</a></h2>
        <p>{Html.Data(brief)}</p>
        <p class="quiet">{recorded.Made(gesture)}</p>
        {RecordedChanges.Badges(gesture)}</li>
        """);

    private async Task<Page?> OneAsync(HttpContext context)
    {
        var token = context.RequestAborted;
        await using var session = await database.OpenSnapshotAsync(token);
        if (await FindAsync(session, context) is not { } gesture)
            return null;
        var entries = await ChangeRecord.FirstEntriesAsync(session, gesture.Id, MostEntries + 1, token);
        var names = await PlanNames.ReadAsync(session, gesture.CampaignId, token);
        var things = entries.Take(MostEntries).GroupBy(entry => entry.Thing).Select(ofThing => OfThing(ofThing, names));
        return new($"Lần sửa {Number(gesture.Id)}", Html.Of($"""
            {Parts.Back(Path, "Sổ thay đổi")}
            <h1>Lần sửa {gesture.Id}</h1>
            <p>{recorded.Made(gesture)}</p>
            <p>{RecordedChanges.Badges(gesture)}</p>
            {(gesture.UndoneById is null && Gate.Who(context).May(Right.Decide)
                ? Html.Of($"""<p><a href="{Path}/{gesture.Id}/undo">{(gesture.IsApplied ? "Trở lại như cũ…" : "Đóng ghi chú…")}</a></p>""")
                : default)}
            {things}
            {(entries.Count > MostEntries
                ? Html.Of($"<p>Và nhiều chỗ nữa: cả lần sửa có {gesture.Entries} chỗ sửa, {gesture.NewRows} dòng mới.</p>") : default)}
            """));
    }

    private Html OfThing(IGrouping<Thing, ChangeEntry> ofThing, PlanNames names)
    {
        if (ofThing.Any(entry => entry.NewRows > 0))
        {
            return Html.Of($"""<h2>Dòng mới</h2><ul>{EntryLines.All([.. ofThing], names, clock)
                .Select(line => Html.Of($"<li>{Html.Data(line)}</li>"))}</ul>""");
        }

        var (came, ended) = (ofThing.All(entry => entry.Before is null), ofThing.All(entry => entry.After is null));
        var thing = ofThing.Key;
        var sign = came ? " – mới" : ended ? " – bỏ" : "";
        var told = ofThing.Where(entry => !string.IsNullOrEmpty(entry.Before) || !string.IsNullOrEmpty(entry.After));
        return Html.Of($"""
            <h2>{EntryWords.Kind(thing.Kind)} {Html.Data($"{thing.Say(clock)}{names.Of(thing)}")}{sign}</h2>
            <dl class="facts">{told.Select(entry => Html.Of($"""
                <div><dt>{EntryWords.Field(entry)}</dt><dd>{Change(entry, came, ended)}</dd></div>
                """))}</dl>
            """);
    }

    private Html Change(ChangeEntry entry, bool came, bool ended) => came ? Value(entry, entry.After)
        : ended ? Value(entry, entry.Before)
        : Html.Of($"""
            <del>{Value(entry, entry.Before)}</del> <span aria-hidden="true">→</span> <ins>{Value(entry, entry.After)}</ins>
            """);

    private Html Value(ChangeEntry entry, string? value) => string.IsNullOrEmpty(value)
        ? Html.Of($"(trống)") : Html.Data(EntryWords.Value(entry, value, clock).Abbreviated(LongestValue));

    // What would be undone, and the button that does it.
    private async Task<Page?> AskUndoAsync(HttpContext context, PageForm form)
    {
        var token = context.RequestAborted;
        RecordedGesture? gesture;
        await using (var session = await database.OpenAsync(token))
            gesture = await FindAsync(session, context);
        if (gesture is null)
            return null;
        IReadOnlyList<string> lines = [];
        var isPossible = true;
        try
        {
            var made = await changes.UndoAsync(gesture.Id, By(context), isDryRun: true, token);
            lines = made.ClosesNote is not null ? ["Chỉ đóng ghi chú; dữ liệu của phần mềm khác giữ nguyên."]
                : [.. EntryLines.All(made.Entries, PlanNames.Of(made.Plan), clock)];
        }
        catch (ChangeRefusedException e)
        {
            isPossible = false;
            form.Refuse("", e.Message);
        }

        return new($"Hoàn tác lần sửa {Number(gesture.Id)}", Html.Of($"""
            {Parts.Back($"{Path}/{Number(gesture.Id)}", $"Lần sửa {Number(gesture.Id)}")}
            <h1>Hoàn tác lần sửa {gesture.Id}</h1>
            {(form.IsRefused ? form.Fault() : default)}
            {(isPossible ? Html.Of($"""
                <p>Sẽ đổi như sau; việc hoàn tác cũng được ghi sổ:</p>
                <ul>{lines.Select(line => Html.Of($"<li>{Html.Data(line)}</li>"))}</ul>
                <div class="actions">{pages.Button(context, $"{Path}/{Number(gesture.Id)}/undo", Html.Of($"Hoàn tác"))}</div>
                """) : default)}
            """));
    }

    private async Task<(Confirmation, string)> UndoAsync(HttpContext context, PageForm form)
    {
        await using (var session = await database.OpenAsync(context.RequestAborted))
        {
            if (await FindAsync(session, context) is null)
                throw new BadHttpRequestException("No such change.", StatusCodes.Status404NotFound);
        }

        var id = Parts.Route(context, "id");
        var made = await changes.UndoAsync(id, By(context), isDryRun: false, context.RequestAborted);
        signal.Wake();
        Log.Undone(logger, Gate.Who(context).By, id);
        return (
            made.ClosesNote is not null ? new("note-closed")
                : Confirmation.OfChange(made.Foreign.Count == 0 ? "undone" : "change-foreign", made.Id!.Value),
            PageRoutes.IsOfHere(form["back"]) ? form["back"] : $"{Path}/{Number(made.Id!.Value)}");
    }

    private static Gesture By(HttpContext context) => Gesture.AtDesk(Gate.Who(context).By);

    // Another's change is none.
    private static async Task<RecordedGesture?> FindAsync(DatabaseSession session, HttpContext context) =>
        await ChangeRecord.OneAsync(session, Parts.Route(context, "id"), context.RequestAborted) is { } gesture
            && Gate.Who(context).Sees(gesture.CampaignId) ? gesture : null;

    private static string Number(long id) => id.ToString(CultureInfo.InvariantCulture);

    /// <summary>What the list is narrowed to.</summary>
    private sealed record Narrowed(Campaign? Campaign, string Thing)
    {
        public static Narrowed Of(HttpContext context, List<Campaign> seen)
        {
            var thing = context.Request.Query["thing"].ToString().Truncated(LongestSearch).Trim();
            var typed = context.Request.Query["campaign"].ToString().Trim();
            var campaign = seen.Find(each => Number(each.Id) == typed)
                ?? seen.Find(each => each.Code.Equals(typed, StringComparison.OrdinalIgnoreCase));
            // A code says which assignment only within a campaign.
            return new(campaign ?? (thing.Length > 0 && seen is [var only] ? only : null), thing);
        }

        public string Path(long below)
        {
            var parts = new[] { ("campaign", Campaign is null ? "" : Number(Campaign.Id)), ("thing", Thing), ("below", Number(below)) }
                .Where(part => part.Item2.Length > 0)
                .Select(part => $"{part.Item1}={Uri.EscapeDataString(part.Item2)}");
            return $"{ChangePages.Path}?{string.Join('&', parts)}";
        }

        private Html Field => Html.Of($"""
            <label for="thing">Mã nhiệm vụ, hoặc mã hay tên đơn vị</label>
            <input id="thing" name="thing" type="search" value="{Thing}" maxlength="{LongestSearch}">
            """);

        private Html Choice(List<Campaign> campaigns)
        {
            if (campaigns.Count > MostChoices)
            {
                return Html.Of($"""
                    <div><label for="campaign">Mã kế hoạch</label>
                    <input id="campaign" name="campaign" type="search" value="{Campaign?.Code}" maxlength="{LongestSearch}"></div>
                    """);
            }

            var options = campaigns.Select(each => Html.Of($"""
                <option value="{each.Id}"{(each.Id == Campaign?.Id ? Html.Of($" selected") : default)}>{each.Name}</option>
                """));
            return Html.Of($"""
                <div><label for="campaign">Kế hoạch</label>
                <select id="campaign" name="campaign"><option value="">Mọi kế hoạch</option>{options}</select></div>
                """);
        }

        public Html Form(List<Campaign> campaigns) => Html.Of($"""
            <form class="search{(campaigns.Count < 2 ? "" : " two")}" role="search" action="{ChangePages.Path}">
            {(campaigns.Count < 2 ? default : Choice(campaigns))}
            {(campaigns.Count < 2 ? Field : Html.Of($"<div>{Field}</div>"))}
            <button>Tìm</button></form>
            {(Thing.Length > 0 && Campaign is null ? Html.Of($"<p>Chọn kế hoạch để tìm theo mã.</p>") : default)}
            """);
    }

    private static partial class Log
    {
        [LoggerMessage(630, LogLevel.Information, "{By} on the page: change {Id} was undone")]
        public static partial void Undone(ILogger logger, string by, long id);
    }
}
