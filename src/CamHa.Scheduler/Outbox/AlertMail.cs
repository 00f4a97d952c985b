using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Outbox;

/// <summary>Tells the specialist what the service itself cannot put right.</summary>
public sealed class AlertMail(Templates templates) : IMailComposer
{
    public bool Composes(NoticeKind kind) => kind == NoticeKind.Alert;

    public async Task<Composition> ComposeAsync(Session session, OutboxMessage message, DateTimeOffset now, CancellationToken token)
    {
        var campaign = await CampaignStore.OneAsync(session, message.CampaignId, token);
        // Its first line says what it is about.
        var lines = message.Body.Split('\n');
        var subject = $"[{campaign.SubjectTag}] {lines[0]}";
        var (html, text) = await templates.RenderAsync("alert", subject, new { Campaign = campaign, Lines = lines[1..] });
        return new MailContent { Subject = subject, Html = html, Text = text };
    }
}
