using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.FridayReport.Snapshot;
using CamHa.Scheduler.FridayReport.Wording;
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
    private const int LongestOfAll = 1_200;
    private const string InArchive = "toàn văn trong báo cáo lưu trữ";

    // In characters: how long a unit's text may be in the HTML part, until all of them fit.
    private static readonly int[] LongestInHtml = [LongestOfAll, 600, 300, 150];

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
        var model = Model(cut: null);
        var weight = await WeightAsync(model);
        if (weight > limit / 2)
        {
            // A mail server that refuses a mail of this size would keep the whole report from the committee.
            model = Model(new(LongestOfAll, InArchive));
            weight = await WeightAsync(model);
        }

        var attachments = options.Value.MakeFiles
            ? ReportAttachments.Fit(files, limit - weight, ReportFiles.FolderOf(snapshot, options.Value.ArchiveFolder))
            : new([], "");
        model = model with { Files = attachments.Words };
        var html = await templates.RenderHtmlAsync("report", model.Subject, model);
        var whole = attachments.Files.Count == files.All.Count ? "toàn văn trong tệp báo cáo kèm theo" : InArchive;
        foreach (var longest in LongestInHtml.TakeWhile(_ => !MailLength.Fits(html)))
        {
            var shorter = Model(new(longest, whole));
            html = await templates.RenderHtmlAsync("report", model.Subject, shorter with
            {
                Files = attachments.Words,
                Remarks = [.. shorter.Remarks, $"Ý kiến dài của các đơn vị được rút gọn trong thư này; {whole}."],
            });
        }

        return new()
        {
            Subject = model.Subject,
            Html = html,
            Text = await templates.RenderTextAsync("report", model.Subject, model),
            Threads = [$"{CodeName.Of(snapshot.CampaignCode)}.report.{snapshot.Week}".ToLowerInvariant()],
            Attachments = [.. pictures, .. attachments.Files],
        };

        ReportMailModel Model(LongText? cut) =>
            new(ReportModel.Of(snapshot, cut: cut)) { Pictures = files.Pictures, Specialist = specialist };
    }

    // Quoted-printable takes up to nine bytes for a letter outside ASCII, as most Vietnamese ones are, and one for others.
    private async Task<long> WeightAsync(ReportMailModel model)
    {
        var (html, plain) = await templates.RenderAsync("report", model.Subject, model);
        return html.Concat(plain).Sum(letter => letter < 128 ? 1L : 9L);
    }
}
