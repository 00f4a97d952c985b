using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.FridayReport.Snapshot;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.FridayReport;

/// <summary>Composes a report's mail, with its files, from the frozen snapshot.</summary>
public sealed class ReportMail(Templates templates, RecentReport recent, IOptions<ReportOptions> options) : IMailComposer
{
    private const int BytesOfMegabyte = 1024 * 1024;
    private const string InArchive = "toàn văn trong báo cáo lưu trữ";
    private const string InFiles = "toàn văn trong tệp báo cáo kèm theo";

    // Headers, and what the mail says of its files.
    private const int Around = 16 * 1024;

    public bool Composes(NoticeKind kind) => kind is NoticeKind.Report or NoticeKind.Supplement;

    public async Task<Composition> ComposeAsync(DatabaseSession session, OutboxMessage message, DateTimeOffset now, CancellationToken token)
    {
        var addresses = await CampaignStore.AddressBookAsync(session, message.CampaignId, token);
        var snapshot = await ReportStore.OneAsync(session, message.CampaignId, message.Week!, message.Step, token);
        var most = Math.Min(options.Value.MaxMailMegabytes * (long)BytesOfMegabyte, message.MaxBytes ?? long.MaxValue);
        return await ContentAsync(snapshot, addresses.SpecialistLine, most) with
        {
            ReplyTo = [.. addresses.Specialists.Select(contact => contact.Address)],
        };
    }

    /// <param name="snapshot">The report.</param>
    /// <param name="specialist">Whom a reader may ask.</param>
    /// <param name="most">What the mail may weigh, in bytes on the wire.</param>
    internal async Task<MailContent> ContentAsync(ReportSnapshot snapshot, string specialist, long most)
    {
        var files = recent.FilesOf(snapshot);
        var folder = ReportFiles.FolderOf(snapshot, options.Value.ArchiveFolder);
        var shown = Weight(files.Pictures) <= most / 4 ? files.Pictures : [];
        var limit = most - (most / 16) - Around - Weight(shown);
        // Half of the room is for the files, or the text of a large campaign would keep out what can be read and signed.
        var (form, weight) = await FormAsync(snapshot, limit / 2);
        var attachments = options.Value.MakeFiles ? ReportAttachments.Fit(files, limit - weight, folder) : new([], "");
        var isWhole = attachments.Files.Count > 0 && attachments.Files.Count == files.All.Count;
        var (brief, whole) = isWhole ? (InFiles, InFiles) : (InArchive, $"{InArchive} tại {folder}");
        var text = Model(form);
        return new()
        {
            Subject = text.Subject,
            Html = await HtmlAsync(snapshot, form, Model),
            Text = await templates.RenderTextAsync("report", text.Subject, text),
            Threads = [$"{CodeName.Of(snapshot.CampaignCode)}.report.{snapshot.Week}".ToLowerInvariant()],
            Attachments = [.. shown.Select(picture => picture.File), .. attachments.Files],
        };

        ReportMailModel Model(ReportForm each)
        {
            var model = each.Of(snapshot, brief);
            return model with
            {
                Pictures = shown,
                Specialist = specialist,
                Files = attachments.Words,
                Remarks = [.. model.Remarks, .. each.Remarks(whole)],
            };
        }
    }

    /// <returns>The largest form that weighs no more than it may, or the smallest; and its weight.</returns>
    private async Task<(ReportForm Form, long Weight)> FormAsync(ReportSnapshot snapshot, long most)
    {
        foreach (var form in ReportForm.BySize)
        {
            var isLast = form == ReportForm.BySize[^1];
            if (!isLast && form.AtLeast(snapshot) > most)
                continue;
            var model = form.Of(snapshot, InFiles);
            var weight = MailLength.OnTheWire(
                await HtmlAsync(snapshot, form, each => each.Of(snapshot, InFiles)),
                await templates.RenderTextAsync("report", model.Subject, model));
            if (isLast || weight <= most)
                return (form, weight);
        }

        throw new InvalidOperationException("There is no form.");
    }

    // With texts as long as they may be where a mail program shows the whole.
    private async Task<string> HtmlAsync(ReportSnapshot snapshot, ReportForm form, Func<ReportForm, ReportMailModel> model)
    {
        var html = "";
        foreach (var shorter in form.InHtml(snapshot))
        {
            var each = model(shorter);
            html = await templates.RenderHtmlAsync("report", each.Subject, each);
            if (MailLength.Fits(html))
                break;
        }

        return html;
    }

    private static long Weight(IReadOnlyList<ReportPicture> pictures) =>
        ReportAttachments.Weight([.. pictures.Select(picture => picture.File)]);
}
