using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Outbox;

/// <summary>The messages' way through their states.</summary>
public sealed class OutboxStore(Database database)
{
    /// <summary>Takes the next messages for this owner; nobody else sees them until the lease runs out.</summary>
    public async Task<IReadOnlyList<OutboxMessage>> ClaimAsync(string owner, int count, DateTimeOffset now, TimeSpan lease, CancellationToken token)
    {
        await using var session = await database.OpenAsync(token);
        var claimed = await session.QueryAsync<OutboxMessage>(
            "outbox/claim-due", new { Owner = owner, Count = count, Now = now, LeaseUntil = now + lease }, token);
        // What an UPDATE returns has no order; the report must leave first.
        return [.. claimed.OrderBy(message => message.Priority).ThenBy(message => message.ExpiresAt).ThenBy(message => message.Id)];
    }

    /// <summary>Keeps what is about to leave before it leaves, so that a message in doubt is sent again byte for byte.</summary>
    /// <returns>Those that are still this owner's.</returns>
    public async Task<IReadOnlyList<OutboxMessage>> KeepRenderedAsync(
        string owner, IReadOnlyList<OutboxMessage> messages, DateTimeOffset leaseUntil, CancellationToken token)
    {
        await using var session = await database.OpenAsync(token);
        await session.BeginAsync(token);
        var own = new List<OutboxMessage>(messages.Count);
        foreach (var message in messages)
        {
            if (await session.ExecuteAsync("outbox/keep-rendered", new
            {
                message.Id,
                Owner = owner,
                message.Subject,
                message.Mime,
                message.MimeSha256,
                LeaseUntil = leaseUntil,
            }, token) == 1)
                own.Add(message);
        }

        await session.CommitAsync(token);
        return own;
    }

    /// <summary>Records how an attempt ended, and where the message stands after it.</summary>
    public async Task RecordAttemptAsync(Attempt attempt, CancellationToken token)
    {
        await using var session = await database.OpenAsync(token);
        await session.BeginAsync(token);
        await session.ExecuteAsync("outbox/insert-attempt", attempt, token);
        await session.ExecuteAsync("outbox/settle", new
        {
            attempt.OutboxMessageId,
            attempt.Owner,
            State = attempt.State.ToString(),
            StateReason = attempt.State == OutboxState.Sent ? "" : Fitting(attempt.Reply),
            attempt.Attempts,
            attempt.NotBefore,
            InDoubt = attempt.StaysInDoubt,
            FinishedAt = attempt.State == OutboxState.Pending ? (DateTimeOffset?)null : attempt.FinishedAt,
        }, token);
        await session.CommitAsync(token);
    }

    /// <summary>Ends a message without a send: it is no longer true, or no longer worth it.</summary>
    public async Task DropAsync(string owner, OutboxMessage message, OutboxState state, string reason, DateTimeOffset now, CancellationToken token)
    {
        await using var session = await database.OpenAsync(token);
        await session.ExecuteAsync("outbox/drop", new { message.Id, Owner = owner, State = state.ToString(), Reason = Fitting(reason), Now = now }, token);
    }

    /// <summary>Gives back what was claimed and not begun; it costs no try.</summary>
    public async Task ReleaseAsync(string owner, IEnumerable<OutboxMessage> messages, DateTimeOffset notBefore, CancellationToken token)
    {
        await using var session = await database.OpenAsync(token);
        await session.ExecuteAsync("outbox/release-claim", messages.Select(message => new { message.Id, Owner = owner, NotBefore = notBefore }), token);
    }

    /// <summary>Messages whose lease ran out while they were being sent become pending again; rendered ones are in doubt.</summary>
    public async Task<int> ReleaseStaleAsync(DateTimeOffset now, CancellationToken token)
    {
        await using var session = await database.OpenAsync(token);
        return await session.ExecuteAsync("outbox/release-stale", new { Now = now }, token);
    }

    /// <summary>
    /// Takes back what processes of this machine had claimed that are no longer running: their leases need not be
    /// waited for.
    /// </summary>
    public async Task ReleaseDeadAsync(Func<string, bool> isDead, CancellationToken token)
    {
        await using var session = await database.OpenAsync(token);
        foreach (var owner in await session.QueryAsync<string>("outbox/lease-owners", null, token))
        {
            if (isDead(owner))
                await session.ExecuteAsync("outbox/release-owner", new { Owner = owner }, token);
        }
    }

    public async Task<int> ExpireAsync(DateTimeOffset now, CancellationToken token)
    {
        await using var session = await database.OpenAsync(token);
        return await session.ExecuteAsync("outbox/expire", new { Now = now }, token);
    }

    /// <summary>Whether the address still belongs to the campaign.</summary>
    public static async Task<bool> IsContactAsync(Session session, OutboxMessage message, CancellationToken token) =>
        await session.ScalarAsync<int>("outbox/is-contact", new { message.CampaignId, message.Recipient }, token) > 0;

    // The column's width; the whole of a server's words stands with the attempt.
    private static string Fitting(string reason) => reason.Length <= 1000 ? reason : reason[..1000];

    /// <summary>Everybody the same mail goes to.</summary>
    public static Task<List<GroupMember>> GroupAsync(Session session, string messageKey, CancellationToken token) =>
        session.QueryAsync<GroupMember>("outbox/group", new { MessageKey = messageKey }, token);
}

/// <summary>One recipient of a mail that goes to several.</summary>
public sealed record GroupMember
{
    public string Recipient { get; init; } = "";

    public string RecipientName { get; init; } = "";

    public RecipientRole RecipientRole { get; init; }
}

/// <summary>One attempt to deliver a message, and where it left the message.</summary>
public sealed record Attempt
{
    public required long OutboxMessageId { get; init; }

    public required string Owner { get; init; }

    public required DateTimeOffset AttemptedAt { get; init; }

    public required DateTimeOffset FinishedAt { get; init; }

    /// <summary>It was a message in doubt that was sent again.</summary>
    public required bool InDoubt { get; init; }

    public required string Stage { get; init; }

    /// <summary>Delivered, Retry or Refused.</summary>
    public required string Outcome { get; init; }

    public int? Code { get; init; }

    /// <summary>The server's words.</summary>
    public required string Reply { get; init; }

    public required OutboxState State { get; init; }

    /// <summary>Whether the server may have taken it all the same.</summary>
    public required bool StaysInDoubt { get; init; }

    public required int Attempts { get; init; }

    public required DateTimeOffset NotBefore { get; init; }

    public long ElapsedMs => (long)(FinishedAt - AttemptedAt).TotalMilliseconds;
}
