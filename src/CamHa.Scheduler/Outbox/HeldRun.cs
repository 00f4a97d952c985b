using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Outbox;

/// <summary>Mails of one campaign that wait for a person.</summary>
public sealed record HeldRun
{
    public string JobRunId { get; init; } = "";

    /// <summary>The look that wrote them.</summary>
    public string Job { get; init; } = "";

    public int CampaignId { get; init; }

    public string Campaign { get; init; } = "";

    public string Code { get; init; } = "";

    public int Messages { get; init; }

    public DateTimeOffset HeldAt { get; init; }

    /// <summary>Whether they are the campaign's first, and not a run that the brake has stopped.</summary>
    public bool IsFirst { get; init; }

    /// <summary>What is held: each run of the brake, and a campaign's first sending as one, from however many runs.</summary>
    public static async Task<IReadOnlyList<HeldRun>> AllAsync(DatabaseSession session, CancellationToken token) =>
    [
        .. (await session.QueryAsync<HeldRun>("outbox/held-runs", null, token))
            .GroupBy(run => run.IsFirst ? $"{run.CampaignId}" : $"{run.CampaignId}/{run.JobRunId}")
            .Select(runs => runs.First() with { Messages = runs.Sum(run => run.Messages) }),
    ];
}
