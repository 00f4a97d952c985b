using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Alerts;

/// <summary>The mail that tells people what the service cannot put right by itself.</summary>
public sealed class AlertMail(Templates templates, ProblemLines problems) : IMailComposer
{
    public bool Composes(NoticeKind kind) => kind == NoticeKind.Alert;

    public async Task<Composition> ComposeAsync(
        DatabaseSession session,
        OutboxMessage message,
        DateTimeOffset now,
        CancellationToken token)
    {
        var campaign = await CampaignStore.OneAsync(session, message.CampaignId, token);
        // Whatever wrote the body, its first line is the subject.
        IReadOnlyList<string> lines = message.MessageKey.StartsWith(AlertWriter.MessageKeyPrefix, StringComparison.Ordinal)
            ? await problems.WriteAsync(session, message.Body, token)
            : message.Body.Split('\n');
        if (lines.Count == 0)
            return Composition.Suppressed("what it tells of has passed meanwhile");
        var addresses = await CampaignStore.AddressBookAsync(session, campaign.Id, token);
        return await WriteAsync(templates, campaign, message, addresses.SpecialistLine, lines);
    }

    /// <param name="templates">The template's source.</param>
    /// <param name="campaign">The campaign in whose name the mail goes out.</param>
    /// <param name="message">The message, with its recipient.</param>
    /// <param name="specialist">Whom a reader may ask; empty for nobody.</param>
    /// <param name="lines">The subject, then the lines of the mail.</param>
    internal static async Task<MailContent> WriteAsync(
        Templates templates,
        Campaign campaign,
        OutboxMessage message,
        string specialist,
        IReadOnlyList<string> lines)
    {
        var subject = $"[{campaign.SubjectTag}] {lines[0]}";
        var model = new { Campaign = campaign, To = Addressee(message), Specialist = specialist, Lines = lines.Skip(1).ToList() };
        var (html, text) = await templates.RenderAsync("alert", subject, model);
        return new MailContent { Subject = subject, Html = html, Text = text };
    }

    // An address from Alerts:To has no name.
    private static string Addressee(OutboxMessage message) =>
        message.RecipientName.Length == 0 ? "Người phụ trách hệ thống" : "Chuyên trách NTM";
}
