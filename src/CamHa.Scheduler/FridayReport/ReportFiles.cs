using System.Text;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.FridayReport.Documents;
using CamHa.Scheduler.Mail;

namespace CamHa.Scheduler.FridayReport;

/// <summary>The files of a report: a pure function of its snapshot, the same bytes each time. Written when first asked for.</summary>
public sealed class ReportFiles
{
    private readonly ReportSnapshot _report;
    private readonly Lazy<ReportPicture[]> _pictures;
    private readonly Lazy<MailAttachment[]> _all;

    public ReportFiles(ReportSnapshot report)
    {
        _report = report;
        _pictures = new(() => [ReportPicture.Of("bieu-do-tuan", ReportCharts.Weeks(report)), ReportPicture.Of("bieu-do-don-vi", ReportCharts.Units(report))]);
        _all = new(() => [.. Documents(ReportComposition.Of(report)), ReportKind.Excel.File(NameOf(report), ExcelWriter.Write(report))]);
    }

    /// <summary>Word, PDF and Excel.</summary>
    public IReadOnlyList<MailAttachment> All => _all.Value;

    /// <summary>Word and PDF without their annexes, for where the whole is too large.</summary>
    public IReadOnlyList<MailAttachment> WithoutAnnexes => Documents(ReportComposition.Of(_report) with { Annexes = [] });

    /// <summary>The pictures that stand in the mail's text.</summary>
    internal IReadOnlyList<ReportPicture> Pictures => _pictures.Value;

    /// <summary>Such as <c>BaoCaoTuan_2022-W24</c>; a supplement says so. ASCII, so that every mail program keeps it.</summary>
    public static string NameOf(ReportSnapshot report) => NameOf(IsoWeek.Parse(report.Week), report.Revision);

    public static string NameOf(IsoWeek week, int revision) => $"BaoCaoTuan_{week}{(revision == 1 ? "" : "_bo-sung")}";

    /// <summary>The folder of a campaign's reports below <paramref name="root"/>; nothing typed by anybody but letters and digits is part of it.</summary>
    public static string FolderOf(ReportSnapshot report, string root) => FolderOf(report.CampaignCode, root);

    public static string FolderOf(string campaignCode, string root) =>
        Path.Combine(root, string.Concat(campaignCode.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-' ? letter : '_')));

    /// <summary>What is filed of a report: all of them, and the snapshot itself.</summary>
    /// <param name="snapshot">To the byte as it was frozen.</param>
    public IReadOnlyList<MailAttachment> WithSnapshot(string snapshot) => [.. All, Snapshot(snapshot)];

    /// <summary>The snapshot alone.</summary>
    /// <param name="snapshot">To the byte as it was frozen.</param>
    public MailAttachment Snapshot(string snapshot) => new($"{NameOf(_report)}.json", "application/json", Encoding.UTF8.GetBytes(snapshot));

    private MailAttachment[] Documents(ReportDocument document) =>
    [
        ReportKind.Word.File(NameOf(_report), WordWriter.Write(document, Draw)),
        ReportKind.Pdf.File(NameOf(_report), PdfWriter.Write(document)),
    ];

    // Drawing a picture takes longer than writing the document around it.
    private byte[] Draw(Chart chart) => Pictures.Single(picture => picture.Title == chart.Title).File.Content;
}

/// <param name="Title">The chart's.</param>
/// <param name="ContentId">Names it inside the mail.</param>
/// <param name="AltText">What it shows, in words.</param>
/// <param name="File">The picture.</param>
internal sealed record ReportPicture(string Title, string ContentId, string AltText, MailAttachment File)
{
    public static ReportPicture Of(string name, Chart chart)
    {
        var id = $"{name}@baocao";
        return new(chart.Title, id, chart.AltText, new($"{name}.png", "image/png", ChartPainter.Png(chart)) { ContentId = id });
    }
}
