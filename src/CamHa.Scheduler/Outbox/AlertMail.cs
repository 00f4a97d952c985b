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
        var subject = $"[{campaign.SubjectTag}] Cần xử lý: thư đang bị giữ lại";
        var (html, text) = await templates.RenderAsync("alert", subject, new { Campaign = campaign, Lines = message.Body.Split('\n') });
        return new MailContent { Subject = subject, Html = html, Text = text };
    }
}
