using System.Text;
using System.Text.RegularExpressions;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Inbox.Reading;
using CamHa.Scheduler.Inbox.Sorting;
using CamHa.Scheduler.Inbox.Sources;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using MailKit;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Inbox;

/// <summary>
/// One look into a mailbox: finds what is new, keeps what is ours, and leaves the rest alone. A mail that cannot be read delays
/// none of the others.
/// </summary>
internal sealed partial class InboxLook(
    InboxStore store, IOptions<InboxOptions> options, IOptions<MailOptions> mail, CampaignClock clock, ILogger<InboxLook> logger)
{
    // Kept in one transaction.
    private const int MostAtOnce = 50;
    private const int MostBytesAtOnce = 4_000_000;

    // A mailbox whose numbers begin anew is read again from a little before the last look; hashes know what was there.
    private static readonly TimeSpan Overlap = TimeSpan.FromDays(2);

    /// <summary>Reads everything that is new.</summary>
    /// <param name="name">The mailbox's name.</param>
    /// <param name="mailbox">The mailbox, open.</param>
    /// <param name="token">Stops after the mail at hand.</param>
    /// <returns>How many mails are kept that wait to be decided.</returns>
    public async Task<int> ReadAsync(string name, IMailbox mailbox, CancellationToken token)
    {
        var read = await store.PositionAsync(name, token);
        var since = read is not null ? read.LookedAt - Overlap : await store.FirstSentAsync(token) ?? clock.Now;
        var position = new InboxPosition(read?.Validity ?? 0, read?.Number ?? 0, since);
        var places = await mailbox.PlacesAsync(position, token);
        if (!mailbox.IsNumbered)
        {
            var known = await store.PlacesAsync(name, token);
            places = [.. places.Where(place => !known.Contains(place.Name))];
        }

        // Numbers of another validity say nothing of these.
        position = new(mailbox.Validity, position.Validity == mailbox.Validity ? position.Number : 0, since);
        var total = 0;
        var batch = new List<KeptMail>();
        await using var session = await store.OpenAsync(token);
        foreach (var place in places)
        {
            // What is nothing of ours leaves no trace where a number tells that it was read.
            if (await TryReadAsync(session, mailbox, place, token) is { } kept && (kept.Bytes is not null || !mailbox.IsNumbered))
                batch.Add(kept);
            position = position with { Number = Math.Max(position.Number, place.Number) };
            if (batch.Count >= MostAtOnce || batch.Sum(each => each.Bytes?.Length ?? 0) >= MostBytesAtOnce)
                total += await KeepAsync(name, mailbox, batch, position, token);
        }

        return total + await KeepAsync(name, mailbox, batch, position, token);
    }

    private async Task<int> KeepAsync(
        string name, IMailbox mailbox, List<KeptMail> batch, InboxPosition position, CancellationToken token)
    {
        var kept = await store.KeepAsync(name, batch, position, clock.Now, token);
        if (options.Value.MoveTo.Length > 0)
        {
            foreach (var ours in batch.Where(each => each.Bytes is not null))
                await MoveAsync(mailbox, ours.Place, token);
        }

        batch.Clear();
        return kept;
    }

    private async Task MoveAsync(IMailbox mailbox, MailPlace place, CancellationToken token)
    {
        try
        {
            await mailbox.MoveAsync(place, token);
        }
        catch (Exception e) when (!token.IsCancellationRequested)
        {
            // It is kept; where it lies there is for whoever opens the mailbox.
            Log.Unmoved(logger, e, options.Value.MoveTo);
        }
    }

    /// <returns>Null where it is gone, or cannot be opened for now.</returns>
    private async Task<KeptMail?> TryReadAsync(DatabaseSession session, IMailbox mailbox, MailPlace place, CancellationToken token)
    {
        try
        {
            return await mailbox.BeginAsync(place, token) is { } arrival ? await ReadAsync(session, mailbox, arrival, token) : null;
        }
        catch (CommandException e)
        {
            // The server cannot give this one. A person is told, and the others are read.
            Log.Unreadable(logger, e, place.Name);
            return new(place, clock.Now, 0, new())
            {
                Bytes = [],
                State = InboxState.Triage,
                Reason = DeskWords.NotGiven(e).Truncated(1000),
            };
        }
    }

    private async Task<KeptMail> ReadAsync(DatabaseSession session, IMailbox mailbox, Arrival arrival, CancellationToken token)
    {
        var identity = MailIdentity.Of(arrival.Head);
        var kept = new KeptMail(arrival.Place, arrival.At, arrival.Size, identity);
        if (MailboxProbe.IsOne(identity.MessageId, mail.Value.Domain))
            return kept;
        var answered = await InboxStore.AnsweredAsync(session, identity.Answers, token)
            ?? await InboxStore.OfCodeAsync(session, $"{identity.Codes} {identity.Subject}", token);
        var isOurs = answered is not null || await InboxStore.IsContactAsync(session, identity.Sender, token);
        if (!isOurs && !identity.MayBeReport && identity.IsReadable)
            return kept;

        var isTooLarge = arrival.Size > options.Value.MaxBytes;
        var bytes = arrival.IsWhole || isTooLarge
            ? arrival.Head
            : await mailbox.ReadAsync(arrival, options.Value.MaxBytes + 1, token) ?? arrival.Head;
        if (bytes.Length > options.Value.MaxBytes)
            (isTooLarge, bytes) = (true, arrival.Head);
        if (!isOurs)
        {
            // A report names what it returns somewhere; what cannot be read is ours where it names a mail of ours.
            answered = await InboxStore.AnsweredAsync(session, IdsIn(bytes), token);
            if (answered is null && !await IsOfContactAsync(session, bytes, token))
                return kept;
        }

        return kept with
        {
            Bytes = bytes,
            IsWhole = !isTooLarge,
            State = isTooLarge ? InboxState.Triage : InboxState.New,
            Reason = isTooLarge ? DeskWords.TooLarge(options.Value.MaxMegabytes) : "",
            Answered = answered,
        };
    }

    // Every fourth report names the address alone.
    private async Task<bool> IsOfContactAsync(DatabaseSession session, byte[] bytes, CancellationToken token)
    {
        var sorted = MailKindRule.Sort(MailReader.Read(bytes));
        foreach (var recipient in MailboxProbe.IsOne(sorted.About, mail.Value.Domain) ? [] : sorted.Recipients.Take(20))
        {
            if (await InboxStore.IsContactAsync(session, recipient.Address, token))
                return true;
        }

        return false;
    }

    // Ours have a form of their own, wherever they stand.
    private IEnumerable<string> IdsIn(byte[] bytes)
    {
        var domain = mail.Value.Domain;
        return OwnId().Matches(Encoding.Latin1.GetString(bytes))
            .Select(match => match.Value)
            .Where(id => id.EndsWith($"@{domain}", StringComparison.OrdinalIgnoreCase))
            .Distinct()
            .Take(10);
    }

    [GeneratedRegex(@"[0-9a-f]{32}@[A-Za-z0-9.\-]{1,253}[A-Za-z0-9]")]
    private static partial Regex OwnId();

    private static partial class Log
    {
        [LoggerMessage(1101, LogLevel.Warning, "A mail cannot be moved to '{Folder}'; it is kept, and stays where it lies")]
        public static partial void Unmoved(ILogger logger, Exception exception, string folder);

        [LoggerMessage(1102, LogLevel.Warning, "The server does not give a mail ({Place}); it waits for a person")]
        public static partial void Unreadable(ILogger logger, Exception exception, string place);
    }
}
