using System.Text.Json.Serialization;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Outbox;

/// <summary>An address that gets no mail any more, or that some have lately not reached.</summary>
public sealed record FailingAddress
{
    // The longest that servers go on trying, by their makers' settings: what has not come back by then has arrived.
    private static readonly TimeSpan LongestTrying = TimeSpan.FromDays(5);

    private static readonly TimeSpan Lately = TimeSpan.FromDays(30);

    // A campaign that has been over for longer owes nobody anything.
    private static readonly TimeSpan Over = TimeSpan.FromDays(90);

    [JsonIgnore]
    public int CampaignId { get; init; }

    /// <summary>The campaign's code.</summary>
    public string Campaign { get; init; } = "";

    /// <summary>The code of the unit whose it is; empty for one that is no contact's.</summary>
    public string Unit { get; init; } = "";

    public string Address { get; init; } = "";

    /// <summary>Whether nothing is sent there any more.</summary>
    public bool IsClosed { get; init; }

    /// <summary>When it was closed, or when the last mail did not arrive.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The server's words where it is closed.</summary>
    public string Reply { get; init; } = "";

    /// <summary>Why the last mail did not arrive; null where it is closed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FailureClass? Class { get; init; }

    /// <summary>Those that are closed, then those that are written to all the same.</summary>
    public static async Task<IReadOnlyList<FailingAddress>> AllAsync(DatabaseSession session, DateTimeOffset now, CancellationToken token)
    {
        var oldest = DateOnly.FromDateTime((now - Over).UtcDateTime);
        var closed = await session.QueryAsync<FailingAddress>("outbox/closed-addresses", new { OldestEnd = oldest }, token);
        var soft = await session.QueryAsync<FailingAddress>(
            "outbox/soft-failures", new { Since = now - Lately, TakenBefore = now - LongestTrying }, token);
        return
        [
            .. closed.Select(each => each with { IsClosed = true }),
            .. soft.DistinctBy(each => (each.Campaign, each.Unit, each.Address)),
        ];
    }
}
