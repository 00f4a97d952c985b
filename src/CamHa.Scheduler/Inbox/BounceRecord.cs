using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Inbox.Sorting;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Inbox;

/// <summary>
/// What is made of a mail that came back. The mail of ours is then one that did not arrive, and the specialist is told with the
/// phone number; an address that is dead twice within a week gets no more mail.
/// </summary>
internal sealed class BounceRecord(CampaignClock clock)
{
    /// <summary>What a reason begins with where a server finds fault with our mails, and not with the address.</summary>
    public const string Refused = "Thư của ta bị từ chối: ";

    /// <summary>The same where a reader called a mail of ours spam.</summary>
    public const string Complained = "Thư của ta bị báo là thư rác: ";

    private static readonly TimeSpan Within = TimeSpan.FromDays(7);

    /// <returns>What happened, for people to read.</returns>
    public async Task<InboxDecision> KeepAsync(
        DatabaseSession session, UndecidedMail mail, Sorted sorted, AnsweredMail? answered, CancellationToken token)
    {
        var lines = new List<string>();
        var isOurFault = false;
        foreach (var recipient in sorted.Recipients.DistinctBy(each => each.Address, StringComparer.OrdinalIgnoreCase).Take(20))
        {
            var who = recipient.Address.Length > 0 ? recipient.Address : answered?.Recipient ?? "?";
            lines.Add($"{who}: {Words(recipient)}");
            isOurFault |= recipient.Class == FailureClass.Policy;
            if (!recipient.IsHard)
                continue;
            foreach (var returned in await MessagesAsync(session, who, answered, mail.ReceivedAt, token))
                await ReturnAsync(session, returned, recipient, isNamed: answered is not null, token);
        }

        var reason = lines.Count == 0 ? "Thư bị trả về, không rõ của ai." : DeskWords.Joined(lines);
        return new(InboxState.Bounce, isOurFault ? $"{Refused}{reason}" : reason);
    }

    // The mail that it names; where it names none, the last that went to the address.
    private static async Task<List<ReturnedMessage>> MessagesAsync(
        DatabaseSession session, string address, AnsweredMail? answered, DateTimeOffset at, CancellationToken token) =>
        answered is not null
            ? [new() { Id = answered.Id, CampaignId = answered.CampaignId, Recipient = answered.Recipient }]
            : await session.QueryAsync<ReturnedMessage>(
                "inbox/last-sent-to", new { Recipient = address, Since = at - Within, ReceivedAt = at }, token);

    private async Task ReturnAsync(
        DatabaseSession session, ReturnedMessage message, ReportedRecipient recipient, bool isNamed, CancellationToken token)
    {
        var key = new
        {
            message.Id,
            message.CampaignId,
            message.Recipient,
            Since = clock.Now - Within,
            FinishedAt = clock.Now,
            StateReason = $"bị trả về: {Words(recipient)}".Truncated(1000),
        };
        await session.ExecuteAsync("inbox/return-message", key, token);
        // Anybody can write such a report; one that names a mail of ours has seen it.
        if (isNamed && await session.ScalarAsync<int>("inbox/returned", key, token) > 1)
            await session.ExecuteAsync("outbox/refuse-address", key, token);
    }

    // The class, and the server's own words. They are kept, so they are in the office's language whatever the command's is.
    private static string Words(ReportedRecipient recipient)
    {
        var word = recipient.Class.Words().Vietnamese;
        return recipient.Said.Length == 0 ? word : $"{word} ({CleanText.OneLine(recipient.Said).Abbreviated(200)})";
    }

    private sealed record ReturnedMessage
    {
        public long Id { get; init; }

        public int CampaignId { get; init; }

        public string Recipient { get; init; } = "";
    }
}
