using CamHa.Scheduler.Diagnostics;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Outbox;

/// <summary>Moves messages through their states.</summary>
public sealed class OutboxStore(
    Database database,
    OutboxWriter writer,
    LeaseOwner owner,
    SendingLimits limits,
    CloneGuard guard,
    AnswerJournal journal)
{
    // The column's width; the attempt keeps the server's whole answer.
    private const int ReasonWidth = 1000;

    // More than an hour and a fifth, the longest wait before a next try. A message that seems due later was written before the
    // clock was set back, and is claimed at once.
    private static readonly TimeSpan NoWaitIsLonger = TimeSpan.FromHours(2);

    /// <summary>Whether answers are kept until they are recorded.</summary>
    internal bool KeepsAnswers => journal.IsKept;

    /// <summary>Keeps an answer until it is recorded, so that a killed process does not send the mail again.</summary>
    /// <returns>False where only the database will hold it.</returns>
    internal bool TryKeepAnswer(Attempt attempt) => journal.TryKeep(attempt);

    /// <summary>
    /// Records what a batch has come to and claims the next messages, in one transaction: one wait for the disk serves dozens of
    /// mails.
    /// </summary>
    public async Task<BatchOutcome> ExchangeAsync(OutboxBatch batch, DateTimeOffset now, DateTimeOffset leaseUntil)
    {
        // Not cancellable: it is short, and the answers in it exist nowhere else.
        var token = CancellationToken.None;
        var outcome = await database.WriteAsync(async session =>
        {
            if (batch.Claim > 0)
                await limits.LockAsync(session, token);
            await RecordAsync(session, batch, token);
            var kept = await KeepAsync(session, batch.Rendered, leaseUntil, token);
            var isPaused = await SendingPause.InForceAsync(session, token) is not null;
            var claimed = await ClaimAsync(session, isPaused ? 0 : batch.Claim, now, leaseUntil, token);
            // A copy: the batch's own list is emptied for the next one.
            return new BatchOutcome([.. kept], claimed, isPaused);
        }, token);
        journal.Forget(batch.Attempts);
        foreach (var attempt in batch.Attempts)
            Telemetry.Attempted(Outcome(attempt.State), attempt.Code);
        Telemetry.Suppressed(batch.Suppressed.Count);
        return outcome;
    }

    /// <summary>
    /// Releases whatever this process still holds while it sends nothing: the claim of a dispatch that failed half-way. Rendered
    /// messages may have left, and are in doubt.
    /// </summary>
    public Task ReleaseOwnAsync(CancellationToken token) => ReleaseAsync(owner.Name, token);

    public Task<int> RenewLeasesAsync(DateTimeOffset leaseUntil) =>
        ExecuteAsync("outbox/renew-leases", new { Owner = owner.Name, LeaseUntil = leaseUntil }, CancellationToken.None);

    /// <summary>Releases the messages of others whose lease ran out; rendered ones are in doubt.</summary>
    public Task<int> ReleaseStaleAsync(DateTimeOffset now, CancellationToken token) =>
        ExecuteAsync("outbox/release-stale", new { Now = now, Owner = owner.Name }, token);

    /// <summary>
    /// Releases the messages of this machine's processes that no longer run, without waiting for their leases to run out.
    /// </summary>
    public async Task ReleaseDeadAsync(Func<string, bool> isDead, CancellationToken token)
    {
        List<string> owners;
        await using (var session = await database.OpenAsync(token))
            owners = await session.QueryAsync<string>("outbox/lease-owners", null, token);
        foreach (var other in owners.Where(isDead))
            await ReleaseAsync(other, token);
        journal.DropOf(isDead);
    }

    public async Task<int> ExpireAsync(DateTimeOffset now, CancellationToken token)
    {
        var expired = await ExecuteAsync("outbox/expire", new { Now = now }, token)
            + await ExecuteAsync("outbox/expire-held", new { Now = now }, token);
        Telemetry.Expired(expired);
        return expired;
    }

    /// <summary>Records for people why nothing is sent from this machine; null clears the record.</summary>
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

    // What the server is known to have accepted is recorded first; the rest of what was rendered is in doubt.
    private async Task ReleaseAsync(string holder, CancellationToken token)
    {
        var answers = journal.Of(holder);
        if (answers.Count == 0)
        {
            await ExecuteAsync("outbox/release-owner", new { Owner = holder }, token);
            return;
        }

        await database.WorkAsync(async session =>
        {
            var held = (await session.QueryAsync<long>("outbox/held", new { Owner = holder }, token)).ToHashSet();
            var batch = new OutboxBatch();
            batch.Attempts.AddRange(answers.Where(answer => held.Contains(answer.OutboxMessageId)));
            await RecordAsync(session, batch, token);
            return await session.ExecuteAsync("outbox/release-owner", new { Owner = holder }, token);
        }, token);
        journal.Forget(answers);
    }

    private async Task RecordAsync(DatabaseSession session, OutboxBatch batch, CancellationToken token)
    {
        await session.ExecuteAsync("outbox/insert-attempt", batch.Attempts.Select(attempt => new AttemptRow
        {
            OutboxMessageId = attempt.OutboxMessageId,
            AttemptedAt = attempt.AttemptedAt,
            Owner = attempt.Owner,
            InDoubt = attempt.InDoubt,
            Stage = attempt.Stage,
            Outcome = attempt.Outcome,
            Code = attempt.Code,
            Reply = attempt.Reply,
            ElapsedMs = attempt.ElapsedMs,
        }), token);
        await session.ExecuteAsync("outbox/settle-sent", batch.Attempts.Where(attempt => attempt.State == OutboxState.Sent)
            .Select(attempt => new SentRow(attempt.OutboxMessageId, attempt.Attempts, attempt.FinishedAt)), token);
        // A mail has left, so a recorded fault of this machine is over, whichever process recorded it.
        if (batch.Attempts.Exists(attempt => attempt.State == OutboxState.Sent))
            await session.ExecuteAsync("outbox/clear-fault", new { guard.Machine }, token);
        var unsent = batch.Attempts.Where(attempt => attempt.State != OutboxState.Sent).Select(attempt => new
        {
            Id = attempt.OutboxMessageId,
            attempt.Owner,
            State = attempt.State.ToString(),
            StateReason = attempt.Reply.Truncated(ReasonWidth),
            attempt.Attempts,
            attempt.NotBefore,
            attempt.MaxBytes,
            InDoubt = attempt.StaysInDoubt,
            FinishedAt = attempt.State == OutboxState.Pending ? (DateTimeOffset?)null : attempt.FinishedAt,
        }).ToList();
        await session.ExecuteAsync("outbox/settle-unsent", unsent, token);
        foreach (var attempt in batch.Attempts)
        {
            if (attempt.Failure is { } failure)
                await FailureRecord.KeepAsync(session, Failed(attempt, failure), token);
        }

        await session.ExecuteAsync("outbox/drop", batch.Suppressed.Select(suppressed => new
        {
            suppressed.Id,
            Owner = owner.Name,
            Reason = suppressed.Reason.Truncated(ReasonWidth),
            Now = suppressed.At,
        }), token);
        // What nobody has read is owed again as soon as it is true again, or has an address again.
        await session.ExecuteAsync("outbox/take-back", batch.Suppressed.Select(suppressed => new { suppressed.Id }), token);
        await session.ExecuteAsync("outbox/take-back-notice", batch.LeftOut.Select(key => new { NoticeKey = key }), token);
        var lost = batch.Suppressed.FindAll(suppressed => suppressed.IsAddressLost);
        if (lost.Count > 0)
            await writer.ReaddressAsync(session, lost.Select(suppressed => suppressed.Id), lost[0].At, token);
        var back = batch.NotBegun.Select(message => new { message.Id, Owner = owner.Name }).ToList();
        await session.ExecuteAsync("outbox/release-claim", back, token);
        var outdated = unsent.Select(attempt => new { attempt.Id }).Concat(back.Select(message => new { message.Id }));
        await session.ExecuteAsync("outbox/drop-mime", outdated, token);
    }

    // Kept before it leaves, so that a message in doubt is sent again byte for byte.
    private async Task<List<OutboxMessage>> KeepAsync(
        DatabaseSession session,
        List<OutboxMessage> rendered,
        DateTimeOffset leaseUntil,
        CancellationToken token)
    {
        var kept = await session.ExecuteAsync("outbox/keep-rendered", rendered.Select(message =>
            new RenderedRow(message.Id, owner.Name, message.Subject, message.MimeSha256, leaseUntil)), token);
        if (kept < rendered.Count)
        {
            // This owner's lease ran out, and another owner has claimed some of them.
            var own = (await session.QueryAsync<long>("outbox/held", new { Owner = owner.Name }, token)).ToHashSet();
            rendered = rendered.FindAll(message => own.Contains(message.Id));
        }

        await session.ExecuteAsync("outbox/keep-mime", rendered.Select(message => new MimeRow(message.Id, message.Mime!)), token);
        return rendered;
    }

    private async Task<List<OutboxMessage>> ClaimAsync(
        DatabaseSession session,
        int wanted,
        DateTimeOffset now,
        DateTimeOffset leaseUntil,
        CancellationToken token)
    {
        var count = wanted == 0 ? 0 : Math.Min(wanted, await limits.RoomAsync(session, token));
        if (count == 0)
            return [];
        var parameters = new { Owner = owner.Name, Count = count, Now = now, NoWaitBeyond = now + NoWaitIsLonger, LeaseUntil = leaseUntil };
        var claimed = await session.QueryAsync<OutboxMessage>("outbox/claim-due", parameters, token);
        if (claimed.Exists(message => message.InDoubt))
        {
            var kept = (await session.QueryAsync<KeptMime>("outbox/kept-mime", new { Owner = owner.Name }, token))
                .ToDictionary(each => each.Id, each => each.Mime);
            claimed = claimed.ConvertAll(message =>
                message.InDoubt ? message with { Mime = kept.GetValueOrDefault(message.Id) } : message);
        }

        // An UPDATE returns its rows in no order, and the report must leave first.
        return [.. claimed.OrderBy(message => message.Priority).ThenBy(message => message.ExpiresAt).ThenBy(message => message.Id)];
    }

    private async Task<int> ExecuteAsync(string statement, object parameters, CancellationToken token)
    {
        await using var session = await database.OpenAsync(token);
        return await session.ExecuteAsync(statement, parameters, token);
    }

    private static DeliveryFailure Failed(Attempt attempt, FailureClass failure) => new()
    {
        OutboxMessageId = attempt.OutboxMessageId,
        NotedAt = attempt.FinishedAt,
        Way = FailureWay.Smtp,
        Class = failure,
        IsHard = failure is FailureClass.UnknownAddress,
        Reply = attempt.Reply.Truncated(ReasonWidth),
    };

    private static string Outcome(OutboxState state) => state switch
    {
        OutboxState.Sent => "sent",
        OutboxState.Dead => "dead",
        _ => "retry",
    };

    private sealed record KeptMime
    {
        public long Id { get; init; }

        public byte[] Mime { get; init; } = [];
    }
}
