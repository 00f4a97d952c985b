using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Campaigns;

/// <summary>A unit as people know it.</summary>
internal sealed record UnitName
{
    [System.Text.Json.Serialization.JsonIgnore]
    public int Id { get; init; }

    public string Code { get; init; } = "";

    public string Name { get; init; } = "";

    public override string ToString() => $"{Name} ({Code})";

    /// <summary>The units of these campaigns, active or not, by their row numbers.</summary>
    public static async Task<IReadOnlyDictionary<int, UnitName>> AllAsync(
        DatabaseSession session, IEnumerable<int> campaigns, CancellationToken token)
    {
        var names = new Dictionary<int, UnitName>();
        foreach (var campaign in campaigns.Distinct())
        {
            foreach (var unit in await session.QueryAsync<UnitName>("campaigns/unit-names", new { CampaignId = campaign }, token))
                names[unit.Id] = unit;
        }

        return names;
    }

    /// <summary>The units with these row numbers, each looked up: a few of them cost the same in a campaign of any size.</summary>
    public static async Task<IReadOnlyDictionary<int, UnitName>> EachAsync(
        DatabaseSession session, IEnumerable<int> ids, CancellationToken token)
    {
        var names = new Dictionary<int, UnitName>();
        foreach (var id in ids.Distinct())
        {
            if (await session.SingleOrDefaultAsync<UnitName>("campaigns/unit-name", new { Id = id }, token) is { } unit)
                names[id] = unit;
        }

        return names;
    }

    /// <summary>Whether any campaign has a unit with this code, in capitals or not.</summary>
    public static async Task<bool> ExistsAsync(DatabaseSession session, string code, CancellationToken token) =>
        await session.ScalarAsync<long>("campaigns/count-units-of-code", new { Code = code }, token) > 0;

    /// <summary>The units with these row numbers, in their order; without any that is not known any more.</summary>
    public static IReadOnlyList<UnitName> Of(IEnumerable<int> ids, IReadOnlyDictionary<int, UnitName> known) =>
        [.. ids.Select(id => known.GetValueOrDefault(id)).OfType<UnitName>()];
}
