using System.Security.Cryptography;
using System.Text;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Outbox;

/// <summary>Writes what was decided: the ledger row, which is unique, and the messages, in the session's transaction.</summary>
public sealed class OutboxWriter(IOptions<OutboxOptions> options, IOptions<MailOptions> mail)
{
    private static readonly TimeSpan AlertLifetime = TimeSpan.FromDays(7);
    private const int LongestName = 1000;
    private static readonly TimeSpan UsualWindow = TimeSpan.FromDays(60);

    /// <summary>What has been issued before is left out, whoever issued it.</summary>
    public async Task<IssueResult> WriteAsync(
        DatabaseSession session, LookMoment moment, string runId, IReadOnlyList<Mailing> mailings, CancellationToken token)
    {
        var usual = new List<Mailing>();
        var held = new IssueResult(0, 0, 0);
        foreach (var own in mailings.GroupBy(mailing => mailing.Campaign.Id).Select(own => own.ToList()))
        {
            if (await IsUnusualAsync(session, moment, own, token))
                held += await HoldAsync(session, moment, runId, own, token);
            else
                usual.AddRange(own);
        }

        return held + await WriteAsync(session, moment, runId, usual, OutboxState.Pending, token);
    }

    private async Task<IssueResult> HoldAsync(
        DatabaseSession session, LookMoment moment, string runId, IReadOnlyList<Mailing> mailings, CancellationToken token)
    {
        var held = await WriteAsync(session, moment, runId, mailings, OutboxState.Held, token);
        if (held.Messages == 0 || await AlertAsync(session, mailings[0].Campaign, moment, mailings[0].Kind, held.Messages, token) is not { Addressees.Count: > 0 } alert)
            return held;
        return held + await WriteAsync(session, moment, runId, [alert], OutboxState.Pending, token);
    }

    private static async Task<Mailing> AlertAsync(
        DatabaseSession session, Campaign campaign, LookMoment moment, NoticeKind kind, int held, CancellationToken token)
    {
        var key = $"alert/{campaign.Code}/brake/{kind}/{moment.WallClock:yyyy-MM-ddTHH:mm}";
        var addresses = await CampaignStore.AddressBookAsync(session, campaign.Id, token);
        return new()
        {
            MessageKey = key,
            Campaign = campaign,
            Kind = NoticeKind.Alert,
            ExpiresAt = moment.Now + AlertLifetime,
            Addressees = [.. addresses.Specialists.Select(contact => contact.As(RecipientRole.To))],
            Notices = [new(key, 0)],
            Body = $"Cần xử lý: thư đang bị giữ lại\nLượt gửi lúc {moment.WallClock:HH:mm 'ngày' d/M/yyyy} có {held} thư, nhiều hơn hẳn mọi lượt trước, nên chưa thư nào được gửi.\n" +
                "Xem các thư này: camha outbox list --state held\n" +
                "Nếu đúng, cho gửi: camha outbox release --all\n" +
                "Nếu sai, hủy: camha outbox cancel --all",
        };
    }

    private async Task<IssueResult> WriteAsync(
        DatabaseSession session, LookMoment moment, string runId, IReadOnlyList<Mailing> mailings, OutboxState state, CancellationToken token)
    {
        var notices = await session.ExecuteAsync("outbox/insert-notice", mailings.SelectMany(mailing => mailing.Notices.Select(notice => new NoticeRow
        {
            NoticeKey = notice.Key,
            MessageKey = mailing.MessageKey,
            CampaignId = mailing.Campaign.Id,
            Kind = mailing.Kind.ToString(),
            UnitId = mailing.UnitId,
            AssignmentId = notice.AssignmentId,
            DueOn = notice.DueOn,
            Week = mailing.Week,
            Step = notice.Step,
            LookDay = moment.Today,
            IssuedAt = moment.Now,
            JobRunId = runId,
        })), token);
        if (notices == 0)
            return default;

        // Written only where this run wrote at least one of the mail's notices.
        var messages = await WriteMessagesAsync(session, mailings, state, moment.Now, moment.Today, runId, token);
        return new(notices, messages, state == OutboxState.Held ? messages : 0);
    }

    /// <summary>
    /// A report whose address was replaced while it waited goes to whoever receives reports by now, and has not got it: it
    /// is issued once, and the look will not come back to it.
    /// </summary>
    /// <param name="session">Where.</param>
    /// <param name="dropped">Messages; of any kind, the others are passed over.</param>
    /// <param name="now">The moment.</param>
    /// <param name="token">Ends it.</param>
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
            await WriteMessagesAsync(session, [mailing], OutboxState.Pending, now, report.LookDay, report.JobRunId, token);
        }
    }

    private Task<int> WriteMessagesAsync(
        DatabaseSession session, IReadOnlyList<Mailing> mailings, OutboxState state, DateTimeOffset now, DateOnly lookDay, string runId, CancellationToken token) =>
        session.ExecuteAsync("outbox/insert-message", mailings.SelectMany(mailing => mailing.Addressees
            .DistinctBy(to => to.Address, StringComparer.OrdinalIgnoreCase)
            .Select(to => new MessageRow
            {
                MessageKey = mailing.MessageKey,
                Recipient = to.Address,
                RecipientName = to.Name.Truncated(LongestName),
                RecipientRole = to.Role.ToString(),
                CampaignId = mailing.Campaign.Id,
                Kind = mailing.Kind.ToString(),
                UnitId = mailing.UnitId,
                Week = mailing.Week,
                Step = mailing.Step,
                LookDay = lookDay,
                Body = mailing.Body,
                Priority = Priority(mailing.Kind),
                State = state.ToString(),
                StateReason = state == OutboxState.Held ? "held by the brake: a run far larger than usual" : "",
                CreatedAt = now,
                ExpiresAt = mailing.ExpiresAt,
                MessageId = MessageId(mailing.MessageKey, to.Address),
                JobRunId = runId,
            })), token);

    private async Task<bool> IsUnusualAsync(DatabaseSession session, LookMoment moment, IReadOnlyList<Mailing> mailings, CancellationToken token)
    {
        var count = mailings.Sum(mailing => mailing.Addressees.Count);
        if (count <= options.Value.BrakeFloor)
            return false;
        var usual = await session.ScalarAsync<long?>("outbox/usual-run", new
        {
            CampaignId = mailings[0].Campaign.Id,
            Kind = mailings[0].Kind.ToString(),
            Since = moment.Now - UsualWindow,
        }, token) ?? 0;
        return count > usual * options.Value.BrakeFactor;
    }

    // The report first: it is owed at a minute. Then what somebody has to act on; everything else by its expiry.
    private static int Priority(NoticeKind kind) => kind switch
    {
        NoticeKind.Report => 0,
        NoticeKind.Alert => 1,
        _ => 2,
    };

    /// <summary>Derived from the message's key, so that a repeated delivery is recognisable as one.</summary>
    internal string MessageId(string messageKey, string recipient)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{messageKey}|{recipient.ToLowerInvariant()}"));
        return $"{Convert.ToHexStringLower(hash.AsSpan(0, 16))}@{mail.Value.Domain}";
    }

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

/// <param name="Notices">New rows of the ledger.</param>
/// <param name="Messages">New outbox messages.</param>
/// <param name="Held">Those of them stopped by the brake.</param>
public readonly record struct IssueResult(int Notices, int Messages, int Held)
{
    public static IssueResult operator +(IssueResult left, IssueResult right) =>
        new(left.Notices + right.Notices, left.Messages + right.Messages, left.Held + right.Held);
}
