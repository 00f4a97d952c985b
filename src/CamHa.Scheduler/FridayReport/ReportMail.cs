using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.FridayReport.Snapshot;
using CamHa.Scheduler.FridayReport.Wording;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.FridayReport;

/// <summary>Composes a report's mail, with its files, from the frozen snapshot.</summary>
public sealed class ReportMail(Templates templates, RecentReport recent, IOptions<ReportOptions> options) : IMailComposer
{
    private const int BytesOfMegabyte = 1024 * 1024;
    private static readonly LongText InMail = new(1_200, "toàn văn trong báo cáo lưu trữ");

    public bool Composes(NoticeKind kind) => kind is NoticeKind.Report or NoticeKind.Supplement;

    public async Task<Composition> ComposeAsync(DatabaseSession session, OutboxMessage message, DateTimeOffset now, CancellationToken token)
    {
        var addresses = await CampaignStore.AddressBookAsync(session, message.CampaignId, token);
        var snapshot = await ReportStore.OneAsync(session, message.CampaignId, message.Week!, message.Step, token);
        return await ContentAsync(snapshot, addresses.SpecialistLine) with
        {
            ReplyTo = [.. addresses.Specialists.Select(contact => contact.Address)],
        };
    }

    private async Task<MailContent> ContentAsync(ReportSnapshot snapshot, string specialist)
    {
        var files = recent.FilesOf(snapshot);
        var pictures = files.Pictures.Select(picture => picture.File).ToList();
        var limit = (options.Value.MaxMailMegabytes * (long)BytesOfMegabyte) - ReportAttachments.Weight(pictures);
        var text = new ReportMailModel(ReportModel.Of(snapshot)) { Pictures = files.Pictures, Specialist = specialist };
        var weight = await WeightAsync(text);
        if (weight > limit / 2)
        {
            // A mail server that refuses a mail of this size would keep the whole report from the committee.
            text = new(ReportModel.Of(snapshot, cut: InMail)) { Pictures = files.Pictures, Specialist = specialist };
            weight = await WeightAsync(text);
        }

        var attachments = options.Value.MakeFiles
            ? ReportAttachments.Fit(files, limit - weight, ReportFiles.FolderOf(snapshot, options.Value.ArchiveFolder))
            : new([], "");
        var model = text with { Files = attachments.Words };
        var (html, plain) = await templates.RenderAsync("report", model.Subject, model);
        return new()
        {
            Subject = model.Subject,
            Html = html,
            Text = plain,
            Threads = [$"{snapshot.CampaignCode}.report.{snapshot.Week}".ToLowerInvariant()],
            Attachments = [.. pictures, .. attachments.Files],
        };
    }

    // Quoted-printable takes up to nine bytes for a letter outside ASCII, as most Vietnamese ones are, and one for others.
    private async Task<long> WeightAsync(ReportMailModel model)
    {
        var (html, plain) = await templates.RenderAsync("report", model.Subject, model);
        return html.Concat(plain).Sum(letter => letter < 128 ? 1L : 9L);
    }
}
