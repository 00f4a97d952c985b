using CamHa.Scheduler.Diagnostics;
using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Outbox;

/// <summary>The messages' way through their states.</summary>
public sealed class OutboxStore(Database database, OutboxWriter writer, LeaseOwner owner, SendingLimits limits, CloneGuard guard)
{
    // More than an hour and a fifth, the longest that a message waits for its next try.
    // The column's; the whole of a server's words stands with the attempt.
    private const int ReasonWidth = 1000;
    private static readonly TimeSpan NoWaitIsLonger = TimeSpan.FromHours(2);

    /// <summary>
    /// Writes down what a turn has come to and takes the next messages, all in one transaction: one wait for the disk
    /// serves dozens of mails.
    /// </summary>
    public async Task<BatchOutcome> ExchangeAsync(OutboxBatch turn, DateTimeOffset now, DateTimeOffset leaseUntil)
    {
        // Not cancelled: it is short, and half of it would be worth nothing.
        var token = CancellationToken.None;
        var taken = await database.WriteAsync(async session =>
        {
            if (turn.Claim > 0)
                await limits.LockAsync(session, token);
            await RecordAsync(session, turn, token);
            var kept = await KeepAsync(session, turn.Rendered, leaseUntil, token);
            // A list of its own: the turn's is emptied for the next.
            return new BatchOutcome([.. kept], await ClaimAsync(session, turn.Claim, now, leaseUntil, token));
        }, token);
        Telemetry.Recorded(turn);
        return taken;
    }

    /// <summary>
    /// Takes back whatever this process still holds while it sends nothing: a claim whose dispatch failed half-way. What
    /// was rendered may have left.
    /// </summary>
    public Task<int> ReleaseOwnAsync(CancellationToken token) =>
        ExecuteAsync("outbox/release-owner", new { Owner = owner.Name }, token);

    public Task<int> RenewLeasesAsync(DateTimeOffset leaseUntil) =>
        ExecuteAsync("outbox/renew-leases", new { Owner = owner.Name, LeaseUntil = leaseUntil }, CancellationToken.None);

    /// <summary>Messages whose lease ran out while another was sending them become pending again; rendered ones are in doubt.</summary>
    public Task<int> ReleaseStaleAsync(DateTimeOffset now, CancellationToken token) =>
        ExecuteAsync("outbox/release-stale", new { Now = now, Owner = owner.Name }, token);

    /// <summary>
    /// Takes back what processes of this machine had claimed that are no longer running: their leases need not be
    /// waited for.
    /// </summary>
    public async Task ReleaseDeadAsync(Func<string, bool> isDead, CancellationToken token)
    {
        await using var session = await database.OpenAsync(token);
        foreach (var other in await session.QueryAsync<string>("outbox/lease-owners", null, token))
        {
            if (isDead(other))
                await session.ExecuteAsync("outbox/release-owner", new { Owner = other }, token);
        }
    }

    public async Task<int> ExpireAsync(DateTimeOffset now, CancellationToken token)
    {
        var expired = await ExecuteAsync("outbox/expire", new { Now = now }, token);
        Telemetry.Expired(expired);
        return expired;
    }

    /// <summary>Writes for people to see why nothing is sent from this machine, or that something is again.</summary>
    public async Task ShowFaultAsync(string transport, TransportFault? fault)
    {
        await using var session = await database.OpenAsync(CancellationToken.None);
        await session.BeginAsync(CancellationToken.None);
        await session.ExecuteAsync("outbox/clear-fault", new { guard.Machine }, CancellationToken.None);
        if (fault is not null)
        {
            await session.ExecuteAsync("outbox/record-fault", new
            {
                guard.Machine,
                Transport = transport.Truncated(ReasonWidth),
                Reason = fault.Reason.Truncated(ReasonWidth),
                fault.Since,
                fault.RetryAt,
            }, CancellationToken.None);
        }

        await session.CommitAsync(CancellationToken.None);
    }

    private async Task RecordAsync(DatabaseSession session, OutboxBatch turn, CancellationToken token)
    {
        await session.ExecuteAsync("outbox/insert-attempt", turn.Attempts.Select(attempt => new AttemptRow(
            attempt.OutboxMessageId, attempt.AttemptedAt, attempt.Owner, attempt.InDoubt, attempt.Stage, attempt.Outcome, attempt.Code, attempt.Reply, attempt.ElapsedMs)), token);
        await session.ExecuteAsync("outbox/settle-sent", turn.Attempts.Where(attempt => attempt.State == OutboxState.Sent)
            .Select(attempt => new SentRow(attempt.OutboxMessageId, attempt.Attempts, attempt.FinishedAt)), token);
        // Whoever wrote there that nothing can be sent: something was.
        if (turn.Attempts.Exists(attempt => attempt.State == OutboxState.Sent))
            await session.ExecuteAsync("outbox/clear-fault", new { guard.Machine }, token);
        var unsent = turn.Attempts.Where(attempt => attempt.State != OutboxState.Sent).Select(attempt => new
        {
            Id = attempt.OutboxMessageId,
            attempt.Owner,
            State = attempt.State.ToString(),
            StateReason = attempt.Reply.Truncated(ReasonWidth),
            attempt.Attempts,
            attempt.NotBefore,
            InDoubt = attempt.StaysInDoubt,
            FinishedAt = attempt.State == OutboxState.Pending ? (DateTimeOffset?)null : attempt.FinishedAt,
        }).ToList();
        await session.ExecuteAsync("outbox/settle-unsent", unsent, token);
        await session.ExecuteAsync("outbox/refuse-address", turn.Attempts.Where(attempt => attempt.IsAddressRefused)
            .Select(attempt => new { Id = attempt.OutboxMessageId, attempt.FinishedAt, StateReason = attempt.Reply.Truncated(ReasonWidth) }), token);
        await session.ExecuteAsync("outbox/drop", turn.Suppressed.Select(untrue => new
        {
            untrue.Id,
            Owner = owner.Name,
            Reason = untrue.Reason.Truncated(ReasonWidth),
            Now = untrue.At,
        }), token);
        var lost = turn.Suppressed.FindAll(untrue => untrue.IsAddressLost);
        await session.ExecuteAsync("outbox/take-back", lost.Select(untrue => new { untrue.Id }), token);
        if (lost.Count > 0)
            await writer.ReaddressAsync(session, lost.Select(untrue => untrue.Id), lost[0].At, token);
        var back = turn.NotBegun.Select(message => new { message.Id, Owner = owner.Name }).ToList();
        await session.ExecuteAsync("outbox/release-claim", back, token);
        await session.ExecuteAsync("outbox/drop-mime", unsent.Select(attempt => new { attempt.Id }).Concat(back.Select(message => new { message.Id })), token);
    }

    // Kept before it leaves, so that a message in doubt is sent again byte for byte.
    private async Task<List<OutboxMessage>> KeepAsync(DatabaseSession session, List<OutboxMessage> rendered, DateTimeOffset leaseUntil, CancellationToken token)
    {
        var kept = await session.ExecuteAsync("outbox/keep-rendered", rendered.Select(message =>
            new RenderedRow(message.Id, owner.Name, message.Subject, message.MimeSha256, leaseUntil)), token);
        if (kept < rendered.Count)
        {
            // Another has taken some of them after this one's lease.
            var own = (await session.QueryAsync<long>("outbox/held", new { Owner = owner.Name }, token)).ToHashSet();
            rendered = rendered.FindAll(message => own.Contains(message.Id));
        }

        await session.ExecuteAsync("outbox/keep-mime", rendered.Select(message => new MimeRow(message.Id, message.Mime!)), token);
        return rendered;
    }

    private async Task<List<OutboxMessage>> ClaimAsync(DatabaseSession session, int wanted, DateTimeOffset now, DateTimeOffset leaseUntil, CancellationToken token)
    {
        var count = wanted == 0 ? 0 : Math.Min(wanted, await limits.RoomAsync(session, token));
        if (count == 0)
            return [];
        var claimed = await session.QueryAsync<OutboxMessage>(
            "outbox/claim-due", new { Owner = owner.Name, Count = count, Now = now, NoWaitBeyond = now + NoWaitIsLonger, LeaseUntil = leaseUntil }, token);
        if (claimed.Exists(message => message.InDoubt))
        {
            var kept = (await session.QueryAsync<KeptMime>("outbox/kept-mime", new { Owner = owner.Name }, token)).ToDictionary(each => each.Id, each => each.Mime);
            claimed = claimed.ConvertAll(message => message.InDoubt ? message with { Mime = kept.GetValueOrDefault(message.Id) } : message);
        }

        // What an UPDATE returns has no order; the report must leave first.
        return [.. claimed.OrderBy(message => message.Priority).ThenBy(message => message.ExpiresAt).ThenBy(message => message.Id)];
    }

    private async Task<int> ExecuteAsync(string statement, object parameters, CancellationToken token)
    {
        await using var session = await database.OpenAsync(token);
        return await session.ExecuteAsync(statement, parameters, token);
    }

    private sealed record KeptMime
    {
        public long Id { get; init; }

        public byte[] Mime { get; init; } = [];
    }
}
