using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Inbox.Sources;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Inbox;

/// <summary>
/// Tries the mailbox: whether it opens, and whether a mail that leaves for it is found there. Such a mail is known by its name, and is
/// never taken for an answer.
/// </summary>
internal sealed class MailboxProbe(
    IMailboxSource source,
    IMailTransport transport,
    MimeWriter writer,
    TestMailPermit permit,
    IOptions<InboxOptions> options,
    IOptions<MailOptions> mail,
    CampaignClock clock)
{
    private const string Prefix = "probe.";

    // What arrived on the day before is not looked at.
    private static readonly TimeSpan Overlap = TimeSpan.FromDays(1);

    private static readonly TimeSpan Between = TimeSpan.FromSeconds(2);

    public bool IsUsed => options.Value.IsUsed;

    public string Name => source.Name;

    /// <summary>Whether a mail is such a probe, by its Message-ID without brackets.</summary>
    /// <param name="messageId">The Message-ID.</param>
    /// <param name="domain">The domain of our Message-IDs.</param>
    public static bool IsOne(string messageId, string domain) =>
        messageId.StartsWith(Prefix, StringComparison.Ordinal) && messageId.EndsWith($"@{domain}", StringComparison.OrdinalIgnoreCase);

    /// <summary>Opens the mailbox.</summary>
    /// <returns>Why it cannot be opened, in English; null where it can.</returns>
    public async Task<string?> TryOpenAsync(CancellationToken token)
    {
        try
        {
            await (await source.OpenAsync(token)).DisposeAsync();
            return null;
        }
        catch (Exception e) when (IsFault(e, token))
        {
            return e.Message;
        }
    }

    /// <summary>Sends a mail to the mailbox and looks for it there.</summary>
    /// <param name="patience">How long, in all.</param>
    /// <param name="token">Cancels it.</param>
    public async Task<ProbeAnswer> SendAsync(TimeSpan patience, CancellationToken token)
    {
        var address = mail.Value.ReplyTo;
        if (await permit.RefusalAsync(isOnPage: false, token) is { } refusal)
            return new(address, null, refusal);
        // The mail server and the mailbox live in real time, whatever clock the service runs by.
        using var end = new CancellationTokenSource(patience, TimeProvider.System);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(token, end.Token);
        var began = TimeProvider.System.GetTimestamp();
        try
        {
            var known = await PlacesAsync(limit.Token);
            var id = $"{Prefix}{Guid.CreateVersion7():N}@{mail.Value.Domain}";
            if (await DeliverAsync(id, address, limit.Token) is { } refused)
                return new(address, null, refused);
            while (!await IsThereAsync(id, known, limit.Token))
                await Task.Delay(Between, TimeProvider.System, limit.Token);
            return new(address, TimeProvider.System.GetElapsedTime(began), default);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested && !token.IsCancellationRequested)
        {
            return new(address, null, new(
                $"sau {patience.TotalSeconds:0} giây chưa thấy thư thử trong hộp thư; xem nó có nằm trong Thư rác hay thư mục khác không, "
                + "và địa chỉ nhận trả lời (Mail:ReplyTo) có đúng là của hộp thư này không.",
                $"it was not found within {patience.TotalSeconds:0} s; see whether it lies in the spam folder or another one, and whether "
                + "Mail:ReplyTo is an address of this mailbox."));
        }
        catch (Exception e) when (IsFault(e, token))
        {
            return new(address, null, new($"{MailboxWords.Vietnamese(e.Message)} Chi tiết: {e.Message}", e.Message));
        }
    }

    private async Task<HashSet<string>> PlacesAsync(CancellationToken token)
    {
        await using var mailbox = await source.OpenAsync(token);
        return [.. (await PlacesAsync(mailbox, token)).Select(place => place.Name)];
    }

    // No number is known, so the mails of the last days are listed.
    private static Task<IReadOnlyList<MailPlace>> PlacesAsync(IMailbox mailbox, CancellationToken token) =>
        mailbox.PlacesAsync(new(0, 0, TimeProvider.System.GetUtcNow() - Overlap), token);

    // Opened anew each time: a mailbox of POP3 shows what was there when it was opened.
    private async Task<bool> IsThereAsync(string id, HashSet<string> known, CancellationToken token)
    {
        await using var mailbox = await source.OpenAsync(token);
        foreach (var place in await PlacesAsync(mailbox, token))
        {
            if (known.Contains(place.Name))
                continue;
            if (await mailbox.BeginAsync(place, token) is { } arrival && MailIdentity.Of(arrival.Head).MessageId == id)
                return true;
            known.Add(place.Name);
        }

        return false;
    }

    /// <returns>Why the mail did not leave; null where it did.</returns>
    private async Task<Bilingual?> DeliverAsync(string id, string address, CancellationToken token)
    {
        const string Text = "Thư thử hộp thư đến của phần mềm nhắc việc. Không cần trả lời, xóa được.";
        var mime = writer.Write(
            id,
            [new(address, "", RecipientRole.To)],
            new() { Subject = "Thư thử hộp thư đến", Html = $"<p>{Text}</p>", Text = Text },
            TimeZoneInfo.ConvertTime(clock.Now, clock.Zone));
        try
        {
            await using var session = await transport.OpenAsync(token);
            var delivery = await session.SendAsync(mime, mail.Value.From, address, token);
            var said = $"{delivery.Code} {delivery.Reply}".Trim();
            return delivery.Outcome == DeliveryOutcome.Delivered ? null
                : new($"máy chủ thư không nhận thư thử: {said}", $"the mail server did not take it: {said}");
        }
        catch (TransportUnavailableException e)
        {
            return new($"{TransportWords.Vietnamese(e.Message)} Chi tiết: {e.Message}", e.Message);
        }
    }

    private static bool IsFault(Exception e, CancellationToken token) => !token.IsCancellationRequested
        && (e is TransportUnavailableException or OperationCanceledException or UnauthorizedAccessException
            || ServerMailbox.IsConnectionFault(e));
}

/// <summary>What became of a mail to the mailbox.</summary>
/// <param name="Address">Where it went.</param>
/// <param name="Took">How long it took until it was found there; null where it was not.</param>
/// <param name="Fault">Why it was not.</param>
internal sealed record ProbeAnswer(string Address, TimeSpan? Took, Bilingual? Fault);
