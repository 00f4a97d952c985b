using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Changes;

/// <summary>The newest entries of a campaign's record of changes, for somebody who wants to read or count them.</summary>
/// <param name="Rows">Newest first.</param>
/// <param name="Older">How many more there are.</param>
internal sealed record RecordOfPlan(IReadOnlyList<RecordRow> Rows, int Older)
{
    /// <summary>In rows.</summary>
    public const int Most = 10_000;

    // Of a value: what was changed is seen, and a report of many pages does not stand there twice.
    private const int Letters = 1_000;

    public static RecordOfPlan Nothing { get; } = new([], 0);

    public static async Task<RecordOfPlan> ReadAsync(DatabaseSession session, int campaignId, CancellationToken token)
    {
        var rows = await session.QueryAsync<RecordRow>(
            "changes/record", new { CampaignId = campaignId, Letters, Last = Most }, token);
        var all = rows.Count < Most
            ? rows.Count
            : await session.ScalarAsync<int>("changes/count-entries", new { CampaignId = campaignId }, token);
        return new(rows, all - rows.Count);
    }
}

/// <summary>An entry with the gesture that it belongs to.</summary>
internal sealed record RecordRow : EntryRow
{
    public long Id { get; init; }

    public string MadeBy { get; init; } = "";

    public ChangeWay Way { get; init; }

    public string Reason { get; init; } = "";

    public string Source { get; init; } = "";

    /// <summary>The gesture that this one undoes.</summary>
    public long? UndoesId { get; init; }

    /// <summary>False for a change of another program's tables, which waits for somebody to make it there.</summary>
    public bool IsApplied { get; init; }
}
