using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.FridayReport;

/// <summary>The report as a mail with its files, from its frozen snapshot.</summary>
public sealed class ReportMail(Templates templates, IOptions<ReportOptions> options) : IMailComposer
{
    private const int BytesOfMegabyte = 1024 * 1024;

    // A committee's addresses may be claimed in several turns; files are worth keeping for so long, and no longer.
    private readonly WeakReference<Composed?> _last = new(null);

    public bool Composes(NoticeKind kind) => kind is NoticeKind.Report or NoticeKind.Supplement;

    public async Task<Composition> ComposeAsync(Session session, OutboxMessage message, DateTimeOffset now, CancellationToken token)
    {
        var addresses = await CampaignStore.AddressBookAsync(session, message.CampaignId, token);
        if (!_last.TryGetTarget(out var composed) || composed.MessageKey != message.MessageKey)
        {
            var snapshot = await ReportStore.OneAsync(session, message.CampaignId, message.Week!, message.Step, token);
            composed = new(message.MessageKey, await ContentAsync(snapshot));
            _last.SetTarget(composed);
        }

        return composed.Content with { ReplyTo = [.. addresses.Specialists.Select(contact => contact.Address)] };
    }

    private async Task<MailContent> ContentAsync(ReportSnapshot snapshot)
    {
        var pictures = ReportFiles.Pictures(snapshot);
        var text = ReportModel.Of(snapshot) with { Pictures = pictures };
        var room = (options.Value.MaxMailMegabytes * (long)BytesOfMegabyte) - await WeightAsync(text) - ReportAttachments.Weight([.. pictures.Select(picture => picture.File)]);
        var attachments = ReportAttachments.Fit(snapshot, room, ReportFiles.FolderOf(snapshot, options.Value.ArchiveFolder));
        var model = text with { Files = attachments.Words };
        var (html, plain) = await templates.RenderAsync("report", model.Subject, model);
        return new()
        {
            Subject = model.Subject,
            Html = html,
            Text = plain,
            Threads = [$"{snapshot.CampaignCode}.report.{snapshot.Week}".ToLowerInvariant()],
            Attachments = [.. pictures.Select(picture => picture.File), .. attachments.Files],
        };
    }

    // Quoted-printable takes nine bytes for most Vietnamese letters and one for most others.
    private async Task<long> WeightAsync(ReportModel model)
    {
        var (html, plain) = await templates.RenderAsync("report", model.Subject, model);
        return html.Concat(plain).Sum(letter => letter < 128 ? 1L : 9L);
    }

    private sealed record Composed(string MessageKey, MailContent Content);
}
