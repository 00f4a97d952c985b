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
    private static readonly LongText InMail = new(1_200, "toàn văn trong báo cáo lưu trữ");

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
        var limit = (options.Value.MaxMailMegabytes * (long)BytesOfMegabyte) - ReportAttachments.Weight([.. pictures.Select(picture => picture.File)]);
        var text = ReportModel.Of(snapshot) with { Pictures = pictures };
        var weight = await WeightAsync(text);
        if (weight > limit / 2)
        {
            // A server that takes no mail so large would keep the whole report from the committee.
            text = ReportModel.Of(snapshot, cut: InMail) with { Pictures = pictures };
            weight = await WeightAsync(text);
        }

        var attachments = ReportAttachments.Fit(snapshot, limit - weight, ReportFiles.FolderOf(snapshot, options.Value.ArchiveFolder));
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
