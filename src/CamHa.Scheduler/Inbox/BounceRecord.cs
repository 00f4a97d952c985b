using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Inbox.Sorting;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Inbox;

/// <summary>
/// What is made of a mail that came back. The mail of ours is then one that did not arrive, of which the specialist is told with the
/// phone number, and stands in the same record as one that a server has refused.
/// </summary>
internal sealed class BounceRecord(CampaignClock clock)
{
    /// <summary>Of a mail of ours that came back, or may yet.</summary>
    /// <returns>What happened, for people to read.</returns>
    public async Task<InboxDecision> KeepAsync(
        DatabaseSession session, UndecidedMail mail, Sorted sorted, AnsweredMail? answered, CancellationToken token)
    {
        var lines = new List<string>();
        foreach (var recipient in Recipients(sorted))
        {
            lines.Add($"{Who(recipient, answered) ?? "?"}: {Words(recipient)}");
            await NoteAsync(session, mail, recipient, answered, token);
        }

        return new(InboxState.Bounce, lines.Count == 0 ? "Thư bị trả về, không rõ của ai." : DeskWords.Joined(lines));
    }

    /// <summary>Of a mail that arrived, and that its reader has called spam.</summary>
    /// <returns>What happened, for people to read.</returns>
    public async Task<InboxDecision> ComplainedAsync(
        DatabaseSession session, UndecidedMail mail, Sorted sorted, AnsweredMail? answered, CancellationToken token)
    {
        var reader = Recipients(sorted).First();
        await NoteAsync(session, mail, reader, answered, token);
        return new(InboxState.Automatic, $"{Who(reader, answered) ?? mail.Sender}: thư của ta bị báo là thư rác.");
    }

    private static IEnumerable<ReportedRecipient> Recipients(Sorted sorted) =>
        sorted.Recipients.DistinctBy(each => each.Address, StringComparer.OrdinalIgnoreCase).Take(20);

    private static string? Who(ReportedRecipient recipient, AnsweredMail? answered) =>
        recipient.Address.Length > 0 ? recipient.Address : answered?.Recipient;

    private async Task NoteAsync(
        DatabaseSession session, UndecidedMail mail, ReportedRecipient recipient, AnsweredMail? answered, CancellationToken token)
    {
        var reply = $"bị trả về: {Words(recipient)}".Truncated(1000);
        foreach (var id in await MessagesAsync(session, Who(recipient, answered), answered, mail.ReceivedAt, token))
        {
            // What is still tried may yet arrive, and what was called spam has.
            if (recipient is { IsStillTried: false, Class: not FailureClass.Feedback })
                await session.ExecuteAsync("inbox/return-message", new { Id = id, FinishedAt = clock.Now, StateReason = reply }, token);
            await FailureRecord.KeepAsync(
                session,
                new()
                {
                    OutboxMessageId = id,
                    NotedAt = clock.Now,
                    Way = answered is null ? FailureWay.Claim : FailureWay.Mail,
                    Class = recipient.Class,
                    // Where a mailbox hands on to one that is dead, it may have the mail itself.
                    IsHard = recipient.IsHard && IsOf(recipient, answered),
                    InboxMailId = mail.Id,
                    Reply = reply,
                },
                token);
        }
    }

    private static bool IsOf(ReportedRecipient recipient, AnsweredMail? answered) =>
        answered is null || recipient.Address.Length == 0
        || recipient.Address.Equals(answered.Recipient, StringComparison.OrdinalIgnoreCase);

    // The mail that it names; where it names none, the last that went to the address.
    private static async Task<List<long>> MessagesAsync(
        DatabaseSession session, string? address, AnsweredMail? answered, DateTimeOffset at, CancellationToken token) =>
        answered is not null
            ? [answered.Id]
            : await session.QueryAsync<long>(
                "inbox/last-sent-to", new { Recipient = address ?? "", Since = at - ClosingRule.Within, ReceivedAt = at }, token);

    // The class, and the server's own words. They are kept, so they are in the office's language whatever the command's is.
    private static string Words(ReportedRecipient recipient)
    {
        var word = recipient.Class.Words().Vietnamese;
        return recipient.Said.Length == 0 ? word : $"{word} ({CleanText.OneLine(recipient.Said).Abbreviated(200)})";
    }
}
