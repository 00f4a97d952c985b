using System.Data.Common;
using System.Security.Cryptography;
using CamHa.Scheduler.Alerts;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Diagnostics;
using CamHa.Scheduler.FridayReport;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Outbox;

/// <summary>Looks once more whether what was claimed is true, and writes it as it will leave.</summary>
public sealed partial class MessageRenderer(
    Database database, IEnumerable<IMailComposer> composers, MimeWriter writer, Liveness liveness, LeaseOwner owner,
    IOptions<ReportOptions> report, IOptions<AlertOptions> alerts, CampaignClock clock, ILogger<MessageRenderer> logger)
{
    /// <summary>Whom the service writes to beside the contacts, each between two blanks.</summary>
    internal static string Others(AlertOptions alerts, ReportOptions report) => $" {string.Join(' ', alerts.Recipients.Append(report.ArchiveAddress))} ";

    /// <param name="claimed">What this owner holds and has not begun.</param>
    /// <param name="turn">Takes what is about to leave, and what is not and why.</param>
    public async Task RenderAsync(IReadOnlyList<OutboxMessage> claimed, OutboxBatch turn)
    {
        // Not cancelled: what is claimed is rendered or given back.
        var token = CancellationToken.None;
        // One moment for all of them: what two mails ask alike is read once.
        var now = clock.Now;
        await using var session = await database.OpenSnapshotAsync(token);
        var held = new { Owner = owner.Name };
        var lost = (await session.QueryAsync<long>("outbox/lost-contacts", new { Owner = owner.Name, Others = Others(alerts.Value, report.Value) }, token)).ToHashSet();
        var groups = (await session.QueryAsync<GroupMember>("outbox/groups", held, token)).ToLookup(member => member.MessageKey);
        foreach (var mail in claimed.GroupBy(message => message.MessageKey))
        {
            liveness.Dispatched();
            var known = mail.Where(message => !lost.Contains(message.Id)).ToList();
            turn.Suppressed.AddRange(mail.Except(known).Select(message => new Suppression(message.Id, "the address is no longer a contact, or was refused for good", now, IsAddressLost: true)));
            if (known.Count > 0)
                await RenderAsync(session, known, [.. groups[mail.Key]], now, turn, token);
        }
    }

    private async Task RenderAsync(DatabaseSession session, List<OutboxMessage> mail, List<GroupMember> group, DateTimeOffset now, OutboxBatch turn, CancellationToken token)
    {
        try
        {
            var composer = composers.First(each => each.Composes(mail[0].Kind));
            var composition = await composer.ComposeAsync(session, mail[0], now, token);
            if (composition.Content is { } content)
                mail.ForEach(message => Write(message, group, content, now, turn));
            else
                turn.Suppressed.AddRange(mail.Select(message => new Suppression(message.Id, composition.SuppressedBecause, now)));
        }
        catch (Exception e) when (e is not (OperationCanceledException or DbException or StorageException))
        {
            // One mail that cannot be written must not keep the others.
            Log.RenderFailed(logger, e, mail[0].MessageKey);
            turn.Unwritten.AddRange(mail.Select(message => (message, e.Message)));
        }
    }

    private void Write(OutboxMessage message, List<GroupMember> group, MailContent content, DateTimeOffset now, OutboxBatch turn)
    {
        // Sent again as it was: what is rendered now might differ from what may already have arrived.
        if (message is { InDoubt: true, Mime: not null })
        {
            turn.Rendered.Add(message);
            return;
        }

        try
        {
            var mime = writer.Write(message, group, content, TimeZoneInfo.ConvertTime(now, clock.Zone));
            turn.Rendered.Add(message with { Subject = content.Subject, Mime = mime, MimeSha256 = Convert.ToHexStringLower(SHA256.HashData(mime)) });
        }
        catch (Exception e)
        {
            // Nor must one copy of it keep those for the other recipients.
            Log.RenderFailed(logger, e, message.MessageKey);
            turn.Unwritten.Add((message, e.Message));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(302, LogLevel.Error, "Message {Key} could not be written")]
        public static partial void RenderFailed(ILogger logger, Exception exception, string key);
    }
}

/// <summary>One recipient of a mail that goes to several.</summary>
public sealed record GroupMember
{
    public string MessageKey { get; init; } = "";

    public string Recipient { get; init; } = "";

    public string RecipientName { get; init; } = "";

    public RecipientRole RecipientRole { get; init; }
}
