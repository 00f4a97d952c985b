using System.Text;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.FridayReport.Documents;
using CamHa.Scheduler.FridayReport.Documents.Charts;
using CamHa.Scheduler.FridayReport.Documents.Content;
using CamHa.Scheduler.FridayReport.Documents.Pdf;
using CamHa.Scheduler.FridayReport.Documents.Word;
using CamHa.Scheduler.FridayReport.Snapshot;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.FridayReport;

/// <summary>
/// The files of a report. They depend on its snapshot alone and come out the same to the byte each time; each is made when it
/// is first asked for.
/// </summary>
public sealed class ReportFiles
{
    private readonly ReportSnapshot _report;
    private readonly Lazy<ReportPicture[]> _pictures;
    private readonly Lazy<MailAttachment[]> _all;

    public ReportFiles(ReportSnapshot report)
    {
        _report = report;
        _pictures = new(() =>
        [
            .. from chart in new (string Name, Chart Chart)[]
               {
                   ("bieu-do-tuan", ReportCharts.Weeks(report)),
                   ("bieu-do-don-vi", ReportCharts.Units(report)),
               }
               where !chart.Chart.IsEmpty
               select Picture(chart.Name, chart.Chart),
        ]);
        _all = new(() =>
        [
            .. Documents(ReportComposition.Of(report)),
            ReportKind.Excel.File(NameOf(report), ReportWorkbook.Write(report)),
        ]);
    }

    /// <summary>Word, PDF and Excel.</summary>
    public IReadOnlyList<MailAttachment> All => _all.Value;

    /// <summary>Word and PDF without their annexes, for a mail that cannot carry the whole.</summary>
    public IReadOnlyList<MailAttachment> WithoutAnnexes => Documents(ReportComposition.Of(_report) with { Annexes = [] });

    /// <summary>The pictures within the mail's text.</summary>
    internal IReadOnlyList<ReportPicture> Pictures => _pictures.Value;

    /// <summary>Such as <c>BaoCaoTuan_2022-W24</c>. ASCII, so that every mail program keeps it.</summary>
    public static string NameOf(ReportSnapshot report) => NameOf(IsoWeek.Parse(report.Week), report.Revision);

    /// <inheritdoc cref="NameOf(ReportSnapshot)"/>
    public static string NameOf(IsoWeek week, int revision) => $"BaoCaoTuan_{week}{(revision == 1 ? "" : "_bo-sung")}";

    /// <summary>
    /// The folder of a campaign's reports below <paramref name="root"/>. Of the code only ASCII letters, digits and hyphens
    /// get into the path, so that no code leads out of the folder; codes that look alike then are told apart.
    /// </summary>
    public static string FolderOf(ReportSnapshot report, string root) => FolderOf(report.CampaignCode, root);

    /// <inheritdoc cref="FolderOf(ReportSnapshot, string)"/>
    public static string FolderOf(string campaignCode, string root) => Path.Combine(root, CodeName.Of(campaignCode));

    /// <summary>All files that are archived: <see cref="All"/> and the snapshot.</summary>
    /// <param name="snapshot">The snapshot's JSON as it was stored.</param>
    public IReadOnlyList<MailAttachment> WithSnapshot(string snapshot) => [.. All, Snapshot(snapshot)];

    /// <summary>The snapshot alone.</summary>
    /// <param name="snapshot">The snapshot's JSON as it was stored.</param>
    public MailAttachment Snapshot(string snapshot) =>
        new($"{NameOf(_report)}.json", "application/json", Encoding.UTF8.GetBytes(snapshot));

    private static ReportPicture Picture(string name, Chart chart) =>
        new(chart.Title, name, chart.AltText, new($"{name}.png", "image/png", ChartPainter.PngForPhone(chart)) { ContentId = name });

    private MailAttachment[] Documents(ReportDocument document) =>
    [
        ReportKind.Word.File(NameOf(_report), WordWriter.Write(document, ChartPainter.Png)),
        ReportKind.Pdf.File(NameOf(_report), PdfWriter.Write(document, ChartPainter.Drawing)),
    ];
}
