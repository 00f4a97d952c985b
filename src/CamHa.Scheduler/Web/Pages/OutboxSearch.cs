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
    public async Task<FoundUnit> UnitAsync(DatabaseSession session, CancellationToken token)
    {
        if (Unit is null)
            return new(null, []);
        var campaigns = await CampaignStore.AllAsync(session, token);
        if (campaigns.Count > MostCampaigns)
            return new(Unit, []);
        var units = (await UnitName.AllAsync(session, campaigns.Select(campaign => campaign.Id), token)).Values
            .DistinctBy(unit => unit.Code, StringComparer.OrdinalIgnoreCase)
            .ToList();
        if (units.Exists(unit => unit.Code.Equals(Unit, StringComparison.OrdinalIgnoreCase)))
            return new(Unit, []);
        // The fold ignores diacritics, which people leave out on a phone.
        var key = FoldKey.Of(Unit);
        // Nothing is left of a mark without its letter, and every name would fit.
        var found = units.FindAll(unit => key.Length > 0 && FoldKey.Of($"{unit.Code} {unit.Name}").Contains(key, StringComparison.Ordinal));
        return found.Count == 1 ? new(found[0].Code, []) : new(null, found) { IsUnclear = true };
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

    /// <summary>What is shown, in words; and which units there are to choose from where one is not clear.</summary>
    public Html Found(FoundUnit unit)
    {
        if (unit.IsUnclear && unit.Choices.Count == 0)
            return Html.Of($"""<p role="status">Không có đơn vị nào có tên hoặc mã “{Html.Data(Unit)}”.</p>""");
        if (unit.IsUnclear)
        {
            var links = unit.Choices.Take(MostUnits).Select(each => Html.Of(
                $"""<li><a href="{Path(this with { Unit = each.Code })}">{Html.Data($"{each}")}</a></li>"""));
            return Html.Of($"""
                <p role="status">{unit.Choices.Count} đơn vị có “{Html.Data(Unit)}”; chọn một{(unit.Choices.Count > MostUnits
                    ? ", hoặc viết rõ hơn" : "")}:</p><ul>{links}</ul>
                """);
        }

        var parts = new List<Html>();
        if (unit.Code is not null)
            parts.Add(Html.Of($"của đơn vị {Html.Data(unit.Code)}"));
        if (To is not null)
            parts.Add(Html.Of($"gửi đến địa chỉ có “{Html.Data(To)}”"));
        return parts.Count == 0
            ? default
            : Html.Of($"""<p role="status">Các thư {parts[0]}{(parts.Count > 1 ? Html.Of($", {parts[1]}") : default)}:</p>""");
    }

    public Html Earlier(long below) => Html.Of($"""<p><a href="{Path(this, below)}">Các thư trước đó</a></p>""");

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
    /// <summary>Whether the words fit none or several.</summary>
    public bool IsUnclear { get; init; }
}
