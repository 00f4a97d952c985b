using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.AspNetCore.Http;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>What the list of mails is narrowed to: a state, a unit, a part of an address.</summary>
/// <param name="State">A state's name; null for all.</param>
/// <param name="Unit">A unit's code, or a part of its name; null for all.</param>
/// <param name="To">A part of an address; null for all.</param>
internal sealed record OutboxSearch(string? State, string? Unit, string? To)
{
    private const int Longest = 100;

    // Beyond that, only a code is looked for: thousands of campaigns have more units than anybody means.
    private const int MostCampaigns = 50;
    private const int MostUnits = 12;

    public bool IsEmpty => this == new OutboxSearch(null, null, null);

    public static OutboxSearch Of(HttpContext context) => new(
        Enum.GetNames<OutboxState>().FirstOrDefault(name => name == context.Request.Query["state"]),
        Typed(context, "unit"),
        Typed(context, "to"));

    /// <summary>The unit that is meant.</summary>
    public async Task<FoundUnit> UnitAsync(DatabaseSession session, SignedIn who, CancellationToken token)
    {
        if (Unit is null)
            return new(null, []);
        var campaigns = (await CampaignStore.AllAsync(session, token)).FindAll(each => who.Sees(each.Id));
        if (campaigns.Count > MostCampaigns)
            return new(Unit, []);
        var all = (await UnitName.AllAsync(session, campaigns.Select(campaign => campaign.Id), token)).Values
            .ToLookup(unit => unit.Code, StringComparer.OrdinalIgnoreCase);
        if (all[Unit].Any())
            return Known(all[Unit]);
        var units = all.Select(ofCode => ofCode.First()).ToList();
        var found = units.FindAll(unit => FoldKey.Finds(Unit, $"{unit.Code} {unit.Name}"));
        return found.Count == 1 ? Known(all[found[0].Code]) : new(null, found) { IsUnclear = true };
    }

    /// <summary>How many mails there are of what is looked for, those of other pages too.</summary>
    public Task<long> CountAsync(DatabaseSession session, FoundUnit unit, SignedIn who, CancellationToken token) =>
        session.ScalarAsync<long>("outbox/count", new { State, Unit = unit.Code, To, AccountId = who.Scope }, token);

    /// <summary>What was looked for, in words.</summary>
    public Html Title(FoundUnit unit)
    {
        if (unit.IsUnclear)
            return Html.Of($"Tìm thư của đơn vị “{Html.Data(Unit)}”");
        var of = unit.Code is null ? default : Html.Of($" của {Html.Data(unit.Name ?? $"đơn vị có mã {unit.Code}")}");
        var to = To is null ? default : Html.Of($" gửi đến địa chỉ có “{Html.Data(To)}”");
        return (unit.Code ?? To, State) switch
        {
            (null, null) => Html.Of($"Mọi thư, mới nhất trước"),
            (null, { } state) => Html.Of($"Thư: {Word(state)}"),
            (_, null) => Html.Of($"Thư{of}{to}"),
            (_, { } state) => Html.Of($"Thư{of}{to}: {Word(state)}"),
        };

        static string Word(string state) => OutboxWords.OfState(state) is var word ? $"{char.ToLowerInvariant(word[0])}{word[1..]}" : "";
    }

    public Html Form() => Html.Of($"""
        <form class="search two" role="search" action="/outbox">
        {(State is null ? default : Html.Of($"""<input type="hidden" name="state" value="{State}">"""))}
        <div><label for="unit">Đơn vị (tên hoặc mã)</label>
        <input id="unit" name="unit" type="search" value="{Unit}" maxlength="{Longest}"></div>
        <div><label for="to">Địa chỉ nhận, hay một phần của nó</label>
        <input id="to" name="to" type="search" value="{To}" maxlength="{Longest}" autocapitalize="none"></div>
        <button>Tìm</button></form>
        """);

    /// <summary>How much there is of it, or which units there are to choose from where one is not clear; and the way back.</summary>
    public Html Found(FoundUnit unit, long count)
    {
        if (IsEmpty)
            return default;
        var back = Html.Of($"""<a href="/outbox">Xem mọi thư</a>""");
        if (!unit.IsUnclear)
        {
            return Html.Of($"""
                <p role="status">{(count == 0 ? "Không có thư nào." : $"{count} thư, mới nhất trước.")} {back}</p>
                """);
        }

        if (unit.Choices.Count == 0)
            return Html.Of($"""<p role="status">Không có đơn vị nào có tên hoặc mã “{Html.Data(Unit)}”. {back}</p>""");
        var links = unit.Choices.Take(MostUnits).Select(each => Html.Of(
            $"""<li><a href="{Path(this with { Unit = each.Code })}">{Html.Data($"{each}")}</a></li>"""));
        return Html.Of($"""
            <p role="status">{unit.Choices.Count} đơn vị có “{Html.Data(Unit)}”; chọn một{(unit.Choices.Count > MostUnits
                ? ", hoặc viết rõ hơn" : "")}:</p><ul>{links}</ul><p>{back}</p>
            """);
    }

    public Html Earlier(long below) => Html.Of($"""<p><a href="{Path(this, below)}">Các thư trước đó</a></p>""");

    // Campaigns may give a code to units of different names; then it alone is said.
    private static FoundUnit Known(IEnumerable<UnitName> ofCode)
    {
        var names = ofCode.DistinctBy(unit => unit.Name).Take(2).ToList();
        return new(names[0].Code, []) { Name = names.Count == 1 ? $"{names[0]}" : null };
    }

    private static string Path(OutboxSearch search, long? below = null)
    {
        var parts = new[] { ("state", search.State), ("unit", search.Unit), ("to", search.To), ("below", $"{below}") }
            .Where(part => part.Item2 is { Length: > 0 })
            .Select(part => $"{part.Item1}={Uri.EscapeDataString(part.Item2!)}");
        return $"/outbox?{string.Join('&', parts)}";
    }

    private static string? Typed(HttpContext context, string name) =>
        context.Request.Query[name].ToString().Truncated(Longest).Trim() is { Length: > 0 } text ? text : null;
}

/// <summary>The unit that a search means.</summary>
/// <param name="Code">Its code; null for none.</param>
/// <param name="Choices">Those that the words fit, where they fit several.</param>
internal sealed record FoundUnit(string? Code, IReadOnlyList<UnitName> Choices)
{
    /// <summary>Its name with its code; null where it is not known, or where not all that have the code are called the same.</summary>
    public string? Name { get; init; }

    /// <summary>Whether the words fit none or several.</summary>
    public bool IsUnclear { get; init; }
}
