using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Changes;

/// <summary>A move of an assignment's due date, as the record of changes has it.</summary>
internal sealed record DueMove
{
    /// <summary>The gesture's number.</summary>
    public long Id { get; init; }

    public DateTimeOffset MadeAt { get; init; }

    public string MadeBy { get; init; } = "";

    public string ValueBefore { get; init; } = "";

    public string ValueAfter { get; init; } = "";

    public DateOnly From => FieldText.DayOf(ValueBefore);

    public DateOnly To => FieldText.DayOf(ValueAfter);

    /// <summary>All of an assignment, the oldest first.</summary>
    public static Task<List<DueMove>> OfAsync(DatabaseSession session, int campaignId, string code, CancellationToken token) =>
        session.QueryAsync<DueMove>("changes/due-moves", new { CampaignId = campaignId, Assignment = code }, token);
}
