using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.FridayReport;

/// <summary>The report as a mail, from its frozen snapshot.</summary>
public sealed class ReportMail(Templates templates) : IMailComposer
{
    public bool Composes(NoticeKind kind) => kind is NoticeKind.Report or NoticeKind.Supplement;

    public async Task<Composition> ComposeAsync(Session session, OutboxMessage message, DateTimeOffset now, CancellationToken token)
    {
        var addresses = await CampaignStore.AddressBookAsync(session, message.CampaignId, token);
        var snapshot = await ReportStore.OneAsync(session, message.CampaignId, message.Week!, message.Step, token);
        var model = ReportModel.Of(snapshot);
        var (html, text) = await templates.RenderAsync("report", model.Subject, model);
        return new MailContent
        {
            Subject = model.Subject,
            Html = html,
            Text = text,
            ReplyTo = [.. addresses.Specialists.Select(contact => contact.Address)],
            Threads = [$"{snapshot.CampaignCode}.report.{snapshot.Week}".ToLowerInvariant()],
        };
    }
}
