using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Alerts;

/// <summary>Tells people what the service itself cannot put right.</summary>
public sealed class AlertMail(Templates templates, ProblemLines problems) : IMailComposer
{
    public bool Composes(NoticeKind kind) => kind == NoticeKind.Alert;

    public async Task<Composition> ComposeAsync(DatabaseSession session, OutboxMessage message, DateTimeOffset now, CancellationToken token)
    {
        var campaign = await CampaignStore.OneAsync(session, message.CampaignId, token);
        // Its first line says what it is about.
        IReadOnlyList<string> lines = message.MessageKey.StartsWith(AlertRound.MessageKeyPrefix, StringComparison.Ordinal)
            ? await problems.WriteAsync(session, message.Body, token)
            : message.Body.Split('\n');
        if (lines.Count == 0)
            return Composition.Suppressed("what it tells of has passed meanwhile");
        return await WriteAsync(templates, campaign, message, lines);
    }

    /// <param name="templates">Where its words stand.</param>
    /// <param name="campaign">Whose mail it is.</param>
    /// <param name="message">Whom it goes to.</param>
    /// <param name="lines">The first is the subject.</param>
    internal static async Task<MailContent> WriteAsync(Templates templates, Campaign campaign, OutboxMessage message, IReadOnlyList<string> lines)
    {
        var subject = $"[{campaign.SubjectTag}] {lines[0]}";
        var (html, text) = await templates.RenderAsync("alert", subject, new { Campaign = campaign, To = Addressee(message), Lines = lines.Skip(1).ToList() });
        return new MailContent { Subject = subject, Html = html, Text = text };
    }

    // Of those named in Alerts:To no more than their address is known.
    private static string Addressee(OutboxMessage message) => message.RecipientName.Length == 0 ? "Người phụ trách hệ thống" : "Chuyên trách NTM";
}
