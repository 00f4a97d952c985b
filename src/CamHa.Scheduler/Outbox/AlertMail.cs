using CamHa.Scheduler.Alerts;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Outbox;

/// <summary>Tells people what the service itself cannot put right.</summary>
public sealed class AlertMail(Templates templates, ProblemLines problems) : IMailComposer
{
    public bool Composes(NoticeKind kind) => kind == NoticeKind.Alert;

    public async Task<Composition> ComposeAsync(Session session, OutboxMessage message, DateTimeOffset now, CancellationToken token)
    {
        var campaign = await CampaignStore.OneAsync(session, message.CampaignId, token);
        // Its first line says what it is about.
        var lines = message.MessageKey.StartsWith(AlertRound.MessageKeyPrefix, StringComparison.Ordinal)
            ? [.. await problems.WriteAsync(session, message.Body, token)]
            : message.Body.Split('\n');
        if (lines.Length == 0)
            return Composition.Suppressed("what it tells of has passed meanwhile");
        var subject = $"[{campaign.SubjectTag}] {lines[0]}";
        var (html, text) = await templates.RenderAsync("alert", subject, new { Campaign = campaign, To = Addressee(message), Lines = lines[1..] });
        return new MailContent { Subject = subject, Html = html, Text = text };
    }

    // Of those named in Alerts:To no more than their address is known.
    private static string Addressee(OutboxMessage message) => message.RecipientName.Length == 0 ? "Người phụ trách hệ thống" : "Chuyên trách NTM";
}
