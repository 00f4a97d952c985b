using System.Data.Common;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Inbox.Sources;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Inbox;

/// <summary>
/// Tries the mailbox: whether it opens, and whether a mail that leaves for it is found there. Such a mail is known by its name, and is
/// never taken for an answer.
/// </summary>
internal sealed partial class MailboxProbe(
    IMailboxSource source,
    IMailTransport transport,
    MimeWriter writer,
    TestMailPermit permit,
    IOptions<MailOptions> mail,
    Database database,
    CampaignClock clock,
    ILogger<MailboxProbe> logger)
{
    private const string Prefix = "probe.";

    // What arrived on the day before is not looked at.
    private static readonly TimeSpan Overlap = TimeSpan.FromDays(1);

    private static readonly TimeSpan Between = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Longer = TimeSpan.FromSeconds(10);

    public bool IsUsed => mail.Value.AnswersAreRead;

    /// <summary>Whether answers are to be asked for at the mailbox's name with a code behind a plus, if that works.</summary>
    public bool WantsPlus => mail.Value.HasPlusAddresses;

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

    /// <summary>
    /// Sends a mail to the mailbox, and one to its name with a code behind a plus, and looks for them there. What became of them is kept:
    /// only where the second was found, answers are asked for at such addresses.
    /// </summary>
    /// <param name="patience">How long, in all.</param>
    /// <param name="isOnPage">Whether a click on the page asks for it, which is made quickly.</param>
    /// <param name="token">Cancels it.</param>
    public async Task<ProbeAnswer> SendAsync(TimeSpan patience, bool isOnPage, CancellationToken token)
    {
        if (await permit.RefusalAsync(isOnPage, token) is { } refusal)
            return new(mail.Value.ReplyTo, null, refusal) { IsSent = false };
        var sentAt = clock.Now;
        var answer = await TryAsync(patience, token);
        await KeepAsync(answer, sentAt, token);
        return answer;
    }

    /// <summary>What became of the last one; null where none was sent yet.</summary>
    public Task<KeptProbe?> LastAsync(DatabaseSession session, CancellationToken token) =>
        session.SingleOrDefaultAsync<KeptProbe>("inbox/probe", new { Address = mail.Value.ReplyTo.ToLowerInvariant() }, token);

    private async Task<ProbeAnswer> TryAsync(TimeSpan patience, CancellationToken token)
    {
        var address = mail.Value.ReplyTo;
        // The mail server and the mailbox live in real time, whatever clock the service runs by.
        using var end = new CancellationTokenSource(patience, TimeProvider.System);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(token, end.Token);
        var began = TimeProvider.System.GetTimestamp();
        var (id, plusId) = (NewId(), NewId());
        var found = new Dictionary<string, TimeSpan>();
        var plus = new ProbeAnswer(AnswerCode.WithPlus(address, AnswerCode.Of("THU", 1, plusId)), null, null);
        var isTimeUp = false;
        try
        {
            var known = await PlacesAsync(limit.Token);
            if (await DeliverAsync(id, address, limit.Token) is { } refused)
                return new(address, null, refused);
            plus = plus with
            {
                Fault = plus.Address == address
                    ? new("tên hộp thư quá dài, không thêm mã được.", "the mailbox's name is too long for a code behind it.")
                    : await permit.RefusalAsync(isOnPage: false, limit.Token) ?? await DeliverAsync(plusId, plus.Address, limit.Token),
            };
            string[] sought = plus.Fault is null ? [id, plusId] : [id];
            while (!await AreThereAsync(sought, known, found, began, limit.Token) && !IsLate(found, id, began))
                await Task.Delay(Between, TimeProvider.System, limit.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested && !token.IsCancellationRequested)
        {
            isTimeUp = true;
        }
        catch (Exception e) when (IsFault(e, token))
        {
            return new(address, null, new($"{MailboxWords.Vietnamese(e.Message)} Chi tiết: {e.Message}", e.Message));
        }

        return new(address, Took(id), isTimeUp && Took(id) is null ? Missing(patience) : null)
        {
            Plus = plus with { Took = Took(plusId), Fault = plus.Fault ?? (Took(plusId) is null ? MissingPlus(plus.Address) : null) },
        };

        TimeSpan? Took(string which) => found.TryGetValue(which, out var took) ? took : null;
    }

    // The two leave together: one that takes far longer than the other does not come.
    private static bool IsLate(Dictionary<string, TimeSpan> found, string id, long began) =>
        found.TryGetValue(id, out var took) && TimeProvider.System.GetElapsedTime(began) > (2 * took) + Longer;

    private static Bilingual Missing(TimeSpan patience) => new(
        $"sau {patience.TotalSeconds:0} giây chưa thấy thư thử trong hộp thư; xem nó có nằm trong Thư rác hay thư mục khác không, "
        + "và địa chỉ nhận trả lời (Mail:ReplyTo) có đúng là của hộp thư này không.",
        $"it was not found within {patience.TotalSeconds:0} s; see whether it lies in the spam folder or another one, and whether "
        + "Mail:ReplyTo is an address of this mailbox.");

    private static Bilingual MissingPlus(string address) => new(
        $"không thấy thư gửi đến {address} trong hộp thư.", $"the mail to {address} was not found in the mailbox.");

    // The mailbox can be tried while there is no database, and is tried all the same where it is away.
    private async Task KeepAsync(ProbeAnswer answer, DateTimeOffset sentAt, CancellationToken token)
    {
        if (!database.Exists)
            return;
        var row = new KeptProbe
        {
            Address = answer.Address.ToLowerInvariant(),
            SentAt = sentAt,
            FoundAt = sentAt + answer.Took,
            PlusFoundAt = sentAt + answer.Plus?.Took,
        };
        try
        {
            await database.WriteAsync(
                async session =>
                {
                    await session.ExecuteAsync("inbox/forget-probe", new { row.Address }, token);
                    return await session.ExecuteAsync("inbox/insert-probe", row, token);
                },
                token);
        }
        catch (Exception e) when (e is StorageException or DbException)
        {
            Log.NotKept(logger, e);
        }
    }

    private string NewId() => $"{Prefix}{Guid.CreateVersion7():N}@{mail.Value.Domain}";

    private async Task<HashSet<string>> PlacesAsync(CancellationToken token)
    {
        await using var mailbox = await source.OpenAsync(token);
        return [.. (await PlacesAsync(mailbox, token)).Select(place => place.Name)];
    }

    // No number is known, so the mails of the last days are listed.
    private static Task<IReadOnlyList<MailPlace>> PlacesAsync(IMailbox mailbox, CancellationToken token) =>
        mailbox.PlacesAsync(new(0, 0, TimeProvider.System.GetUtcNow() - Overlap), token);

    // Opened anew each time: a mailbox of POP3 shows what was there when it was opened.
    private async Task<bool> AreThereAsync(
        string[] ids, HashSet<string> known, Dictionary<string, TimeSpan> found, long began, CancellationToken token)
    {
        await using var mailbox = await source.OpenAsync(token);
        foreach (var place in await PlacesAsync(mailbox, token))
        {
            if (!known.Add(place.Name))
                continue;
            if (await mailbox.BeginAsync(place, token) is { } arrival
                && MailIdentity.Of(arrival.Head).MessageId is var id && ids.Contains(id))
                found.TryAdd(id, TimeProvider.System.GetElapsedTime(began));
        }

        return ids.All(found.ContainsKey);
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

    private static partial class Log
    {
        [LoggerMessage(1105, LogLevel.Warning, "What became of the probe of the mailbox was not kept")]
        public static partial void NotKept(ILogger logger, Exception exception);
    }
}

/// <summary>What became of a mail to the mailbox.</summary>
/// <param name="Address">Where it went.</param>
/// <param name="Took">How long it took until it was found there; null where it was not.</param>
/// <param name="Fault">Why it was not.</param>
internal sealed record ProbeAnswer(string Address, TimeSpan? Took, Bilingual? Fault)
{
    /// <summary>Whether one left at all, or was refused before.</summary>
    public bool IsSent { get; init; } = true;

    /// <summary>The same of the mailbox's name with a code behind a plus; null where that was not tried.</summary>
    public ProbeAnswer? Plus { get; init; }
}

/// <summary>What is kept of a probe.</summary>
internal sealed record KeptProbe
{
    public string Address { get; init; } = "";

    public DateTimeOffset SentAt { get; init; }

    /// <summary>Null where it was not found.</summary>
    public DateTimeOffset? FoundAt { get; init; }

    /// <summary>When it was found at the name with a code behind a plus; null where it was not.</summary>
    public DateTimeOffset? PlusFoundAt { get; init; }
}
