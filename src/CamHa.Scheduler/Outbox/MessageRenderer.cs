using System.Data.Common;
using System.Security.Cryptography;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Diagnostics;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.Logging;

namespace CamHa.Scheduler.Outbox;

/// <summary>Checks once more whether claimed messages are true, and renders them as they will leave.</summary>
public sealed partial class MessageRenderer(
    Database database,
    IEnumerable<IMailComposer> composers,
    IEnumerable<StandingRecipients> standing,
    MimeWriter writer,
    Liveness liveness,
    LeaseOwner owner,
    CampaignClock clock,
    ILogger<MessageRenderer> logger)
{
    private readonly string _others = StandingRecipients.Joined(standing);

    /// <param name="claimed">What this owner has claimed and not begun.</param>
    /// <param name="batch">Receives what is about to leave, and what is not and why.</param>
    /// <param name="most">Bytes of rendered mails after which the rest is left for later; one mail is rendered in any case.</param>
    /// <returns>What is left for later.</returns>
    internal async Task<IReadOnlyList<OutboxMessage>> RenderAsync(IReadOnlyList<OutboxMessage> claimed, OutboxBatch batch, long most)
    {
        // Not cancellable: claimed messages are rendered or given back.
        var token = CancellationToken.None;
        // One moment for all of them, so that the session reads only once what several mails ask for.
        var now = clock.Now;
        await using var session = await database.OpenSnapshotAsync(token);
        var claim = new { Owner = owner.Name, Others = _others };
        var lost = (await session.QueryAsync<long>("outbox/lost-contacts", claim, token)).ToHashSet();
        var groups = (await session.QueryAsync<GroupMember>("outbox/groups", new { Owner = owner.Name }, token)).ToLookup(
            member => member.MessageKey, member => new Addressee(member.Recipient, member.RecipientName, member.RecipientRole));
        var isPlusProven = await IsPlusProvenAsync(session, token);
        var rest = new List<OutboxMessage>();
        foreach (var mail in claimed.GroupBy(message => (message.MessageKey, message.MaxBytes)))
        {
            if (IsFull(batch, most))
            {
                rest.AddRange(mail);
                continue;
            }

            liveness.Dispatched();
            var known = mail.Where(message => !lost.Contains(message.Id)).ToList();
            batch.Suppressed.AddRange(mail.Except(known).Select(message =>
                new Suppression(message.Id, "the address is no longer a contact, or was refused for good", now, IsAddressLost: true)));
            if (known.Count > 0)
                rest.AddRange(await RenderAsync(session, known, [.. groups[mail.Key.MessageKey]], isPlusProven, now, batch, most, token));
        }

        return rest;
    }

    /// <returns>The copies that are left for later.</returns>
    private async Task<IEnumerable<OutboxMessage>> RenderAsync(
        DatabaseSession session,
        List<OutboxMessage> mail,
        List<Addressee> addressees,
        bool isPlusProven,
        DateTimeOffset now,
        OutboxBatch batch,
        long most,
        CancellationToken token)
    {
        try
        {
            var composer = composers.First(each => each.Composes(mail[0].Kind));
            var composition = await composer.ComposeAsync(session, mail[0], now, token);
            if (composition.Content is { } content)
            {
                batch.LeftOut.AddRange(composition.LeftOut);
                content = content with { IsPlusProven = isPlusProven };
                for (var i = 0; i < mail.Count; i++)
                {
                    if (IsFull(batch, most))
                        return mail.Skip(i);
                    Write(mail[i], addressees, content.WithCode(mail[i].Id, mail[i].MessageId), now, batch);
                }
            }
            else
            {
                batch.Suppressed.AddRange(mail.Select(message => new Suppression(message.Id, composition.SuppressedBecause, now)));
            }
        }
        catch (Exception e) when (e is not (OperationCanceledException or DbException or StorageException))
        {
            // One mail that cannot be rendered must not keep the others.
            Log.RenderFailed(logger, e, mail[0].MessageKey);
            batch.Unwritten.AddRange(mail.Select(message => (message, e.Message)));
        }

        return [];
    }

    // Elsewhere what is answered to such an address would be lost.
    private async Task<bool> IsPlusProvenAsync(DatabaseSession session, CancellationToken token) => writer.PlusBox is { } box
        && await session.ScalarAsync<int>("outbox/plus-found", new { Address = box.ToLowerInvariant() }, token) > 0;

    private static bool IsFull(OutboxBatch batch, long most) => batch.Rendered.Count > 0 && batch.Bytes >= most;

    private void Write(OutboxMessage message, List<Addressee> addressees, MailContent content, DateTimeOffset now, OutboxBatch batch)
    {
        // The old bytes again: a new rendering might differ from what may already have arrived.
        if (message is { InDoubt: true, Mime: not null })
        {
            batch.Rendered.Add(message);
            return;
        }

        try
        {
            var date = TimeZoneInfo.ConvertTime(now, clock.Zone);
            var mime = writer.Write(message.MessageId, addressees, content, date);
            if (message.MaxBytes is { } limit)
            {
                // Whatever its composer makes of it: the server has refused a larger one.
                foreach (var form in SmallerForms.Of(content, limit).TakeWhile(_ => mime.Length > limit))
                    mime = writer.Write(message.MessageId, addressees, form, date);
            }

            batch.Rendered.Add(message with
            {
                Subject = content.Subject,
                Mime = mime,
                MimeSha256 = Convert.ToHexStringLower(SHA256.HashData(mime)),
            });
        }
        catch (Exception e)
        {
            // One copy that cannot be written must not keep those for the other recipients.
            Log.RenderFailed(logger, e, message.MessageKey);
            batch.Unwritten.Add((message, e.Message));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(302, LogLevel.Error, "Message {Key} could not be written")]
        public static partial void RenderFailed(ILogger logger, Exception exception, string key);
    }

    private sealed record GroupMember
    {
        public string MessageKey { get; init; } = "";

        public string Recipient { get; init; } = "";

        public string RecipientName { get; init; } = "";

        public RecipientRole RecipientRole { get; init; }
    }
}
