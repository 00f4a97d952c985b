using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Simulation;

/// <summary>The virtual clock of a rehearsal, and what changed in the plan as it goes on: each change counts from its own time.</summary>
public sealed class Timeline(Database database, VirtualClock time)
{
    private readonly Queue<(string Campaign, PlanStep Step)> _ahead = [];

    /// <param name="changes">Changes yet to come, the oldest first; the calendar's belong to no campaign.</param>
    internal void Expect(IEnumerable<(string Campaign, PlanStep Step)> changes)
    {
        foreach (var change in changes)
            _ahead.Enqueue(change);
    }

    /// <summary>Sets the clock, after what had changed by then.</summary>
    public async Task GoToAsync(DateTimeOffset at, CancellationToken token)
    {
        while (_ahead.TryPeek(out var next) && next.Step.At <= at)
        {
            time.Set(next.Step.At);
            await database.WorkAsync(session => MakeAsync(session, next.Campaign, next.Step.Edit, token), token);
            _ahead.Dequeue();
        }

        time.Set(at);
    }

    private static async Task<bool> MakeAsync(DatabaseSession session, string campaign, PlanEdit edit, CancellationToken token)
    {
        var plan = await PlanData.OfEntriesAsync(session, campaign, token);
        await new PlanWriter(session, plan.CampaignId).WriteAsync(edit, plan, token);
        return true;
    }
}
