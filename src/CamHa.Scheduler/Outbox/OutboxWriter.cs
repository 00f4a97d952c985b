using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Outbox;

/// <summary>Writes what was decided in the session's transaction: the ledger's rows, which are unique, and the messages.</summary>
public sealed class OutboxWriter(Brake brake, MailKey key, IOptions<MailOptions> mail)
{
    // In characters: the column's width.
    private const int LongestName = 1000;

    /// <summary>Issues the mailings; skips what has been issued before, by whichever node.</summary>
    public async Task<IssueResult> WriteAsync(
        DatabaseSession session,
        LookMoment moment,
        string runId,
        IReadOnlyList<Mailing> mailings,
        CancellationToken token)
    {
        var usual = new List<Mailing>();
        var issued = new IssueResult(0, 0, 0);
        foreach (var own in mailings.GroupBy(mailing => mailing.Campaign.Id).Select(own => own.ToList()))
        {
            if (await brake.HoldsAsync(session, moment, own, token) is { } reason)
                issued += await HoldAsync(session, moment, runId, own, reason, token);
            else
                usual.AddRange(own);
        }

        return issued + await WriteAsync(session, moment, runId, usual, null, token);
    }

    /// <summary>Issues a mail that nothing may hold, because somebody waits for it: the answer to an answer.</summary>
    public Task<IssueResult> WriteAnswerAsync(
        DatabaseSession session, LookMoment moment, string runId, Mailing mailing, CancellationToken token) =>
        WriteAsync(session, moment, runId, [mailing], null, token);

    private async Task<IssueResult> HoldAsync(
        DatabaseSession session,
        LookMoment moment,
        string runId,
        IReadOnlyList<Mailing> mailings,
        string reason,
        CancellationToken token)
    {
        if (reason == Brake.FirstReason)
        {
            var which = new { CampaignId = mailings[0].Campaign.Id, Kind = mailings[0].Kind.ToString() };
            var keys = await session.QueryAsync<string>("outbox/held-keys", which, token);
            mailings = HoldRule.Joined(mailings, keys);
        }

        var held = await WriteAsync(session, moment, runId, mailings, reason, token);
        if (held.Messages == 0)
            return held;
        var alert = await Brake.AlertAsync(session, mailings[0], moment, reason, held.Messages, token);
        return alert.Addressees.Count == 0 ? held : held + await WriteAsync(session, moment, runId, [alert], null, token);
    }

    private async Task<IssueResult> WriteAsync(
        DatabaseSession session,
        LookMoment moment,
        string runId,
        IReadOnlyList<Mailing> mailings,
        string? heldBecause,
        CancellationToken token)
    {
        var notices = await session.ExecuteAsync("outbox/insert-notice", mailings.SelectMany(mailing => mailing.Notices.Select(notice =>
            new NoticeRow
            {
                NoticeKey = notice.Key,
                MessageKey = mailing.MessageKey,
                CampaignId = mailing.Campaign.Id,
                Kind = mailing.Kind.ToString(),
                UnitId = notice.UnitId,
                AssignmentId = notice.AssignmentId,
                DueOn = notice.DueOn,
                Week = mailing.Week,
                Step = notice.Step,
                LookDay = mailing.LookDay ?? moment.Today,
                IssuedAt = moment.Now,
                JobRunId = runId,
            })), token);
        if (notices == 0)
            return default;

        var revived = await session.ExecuteAsync("outbox/revive-message", new
        {
            FirstCampaign = mailings.Min(mailing => mailing.Campaign.Id),
            LastCampaign = mailings.Max(mailing => mailing.Campaign.Id),
            LookDay = moment.Today,
            JobRunId = runId,
            State = State(heldBecause).ToString(),
            StateReason = heldBecause ?? "",
            moment.Now,
        }, token);

        // The statement writes a message only where this run wrote at least one of its mail's notices.
        var messages = revived + await WriteMessagesAsync(session, mailings, heldBecause, moment.Now, moment.Today, runId, token);
        return new(notices, messages, heldBecause is null ? 0 : messages);
    }

    /// <summary>
    /// Sends a report whose address was replaced while it waited to everybody who receives reports now and has not got it. A
    /// report is issued once, so no later look would do that.
    /// </summary>
    /// <param name="session">The transaction that dropped the messages.</param>
    /// <param name="dropped">Messages of any kind; all but reports are ignored.</param>
    /// <param name="now">The moment.</param>
    /// <param name="token">Cancels the writing.</param>
    public async Task ReaddressAsync(DatabaseSession session, IEnumerable<long> dropped, DateTimeOffset now, CancellationToken token)
    {
        foreach (var id in dropped)
        {
            if (await session.SingleOrDefaultAsync<DroppedReport>("outbox/dropped-report", new { Id = id }, token) is not { } report)
                continue;
            var mailing = new Mailing
            {
                MessageKey = report.MessageKey,
                Campaign = await CampaignStore.OneAsync(session, report.CampaignId, token),
                Kind = report.Kind,
                Week = report.Week,
                Step = report.Step,
                ExpiresAt = report.ExpiresAt,
                Addressees = (await CampaignStore.AddressBookAsync(session, report.CampaignId, token)).Report,
                Notices = [],
            };
            await WriteMessagesAsync(session, [mailing], null, now, report.LookDay, report.JobRunId, token);
        }
    }

    private async Task<int> WriteMessagesAsync(
        DatabaseSession session,
        IReadOnlyList<Mailing> mailings,
        string? heldBecause,
        DateTimeOffset now,
        DateOnly lookDay,
        string runId,
        CancellationToken token)
    {
        await key.ReadAsync(session, token);
        return await session.ExecuteAsync("outbox/insert-message", mailings.SelectMany(mailing => mailing.Addressees
            .DistinctBy(to => to.Address, StringComparer.OrdinalIgnoreCase)
            .Select(to => new MessageRow
            {
                MessageKey = mailing.MessageKey,
                Recipient = to.Address,
                RecipientName = to.Name.Truncated(LongestName),
                RecipientRole = to.Role.ToString(),
                CampaignId = mailing.Campaign.Id,
                Kind = mailing.Kind.ToString(),
                UnitId = mailing.Units.Count > 0 ? mailing.Units[0] : null,
                Week = mailing.Week,
                Step = mailing.Step,
                LookDay = lookDay,
                Body = mailing.Units.Count > 1 ? string.Join(' ', mailing.Units) : mailing.Body,
                Priority = Priority(mailing.Kind),
                State = State(heldBecause).ToString(),
                StateReason = heldBecause ?? "",
                CreatedAt = now,
                ExpiresAt = mailing.ExpiresAt,
                MessageId = key.MessageId(mailing.MessageKey, to.Address, mail.Value.Domain),
                JobRunId = runId,
            })), token);
    }

    private static OutboxState State(string? heldBecause) => heldBecause is null ? OutboxState.Pending : OutboxState.Held;

    // The report first: it is owed at a minute. Then what somebody must act on; everything else by its expiry.
    private static int Priority(NoticeKind kind) => kind switch
    {
        NoticeKind.Report => 0,
        NoticeKind.Alert or NoticeKind.Acknowledgement => 1,
        _ => 2,
    };

    private sealed record DroppedReport
    {
        public string MessageKey { get; init; } = "";

        public int CampaignId { get; init; }

        public NoticeKind Kind { get; init; }

        public string? Week { get; init; }

        public int Step { get; init; }

        public DateOnly LookDay { get; init; }

        public DateTimeOffset ExpiresAt { get; init; }

        public string JobRunId { get; init; } = "";
    }
}

/// <summary>What a look issued.</summary>
/// <param name="Notices">New rows of the ledger.</param>
/// <param name="Messages">New outbox messages.</param>
/// <param name="Held">Those of them that wait for a person.</param>
public readonly record struct IssueResult(int Notices, int Messages, int Held)
{
    public static IssueResult operator +(IssueResult left, IssueResult right) =>
        new(left.Notices + right.Notices, left.Messages + right.Messages, left.Held + right.Held);
}
