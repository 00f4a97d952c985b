using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Changes;

/// <summary>What the codes of a plan stand for.</summary>
internal sealed class PlanNames
{
    private const int WidthOfName = 50;

    private readonly Dictionary<string, string> _assignments;
    private readonly Dictionary<string, string> _units;

    private PlanNames(IEnumerable<AssignmentRow> assignments, IEnumerable<UnitRow> units)
    {
        _assignments = assignments.ToDictionary(row => row.Code, row => row.Title);
        _units = units.ToDictionary(row => row.Code, row => row.Name);
    }

    public static PlanNames Of(PlanData? plan) => new(plan?.Assignments ?? [], plan?.Units ?? []);

    /// <param name="session">The database.</param>
    /// <param name="campaignId">The campaign; 0 for what all share.</param>
    /// <param name="token">Cancels the reading.</param>
    public static async Task<PlanNames> ReadAsync(DatabaseSession session, int campaignId, CancellationToken token) => new(
        await session.QueryAsync<AssignmentRow>("changes/assignments", new { CampaignId = campaignId }, token),
        await session.QueryAsync<UnitRow>("changes/units", new { CampaignId = campaignId }, token));

    /// <summary>The names of what a change is about, in brackets after a blank; empty where none is known.</summary>
    public string Of(Thing thing)
    {
        string?[] names = [_assignments.GetValueOrDefault(thing.Assignment), _units.GetValueOrDefault(thing.Unit)];
        var known = names.OfType<string>().Select(name => CleanText.OneLine(name).Abbreviated(WidthOfName)).ToList();
        return known.Count == 0 ? "" : $" ({string.Join("; ", known)})";
    }
}
