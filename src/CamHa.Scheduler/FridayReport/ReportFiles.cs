using System.Text;
using CamHa.Scheduler.FridayReport.Documents;
using CamHa.Scheduler.Mail;

namespace CamHa.Scheduler.FridayReport;

/// <summary>The files of a report: a pure function of its snapshot, the same bytes each time.</summary>
public static class ReportFiles
{
    public const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    public const string Excel = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    public const string Pdf = "application/pdf";

    /// <summary>The endings of the files' names.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["docx", "pdf", "xlsx"];

    /// <summary>Such as <c>BaoCaoTuan_2022-W24</c>; a supplement says so. ASCII, so that every mail program keeps it.</summary>
    public static string NameOf(ReportSnapshot report) => $"BaoCaoTuan_{report.Week}{(report.Revision == 1 ? "" : "_bo-sung")}";

    /// <summary>The folder of a campaign's reports below <paramref name="root"/>; nothing typed by anybody but letters and digits is part of it.</summary>
    public static string FolderOf(ReportSnapshot report, string root) =>
        Path.Combine(root, string.Concat(report.CampaignCode.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-' ? letter : '_')));

    /// <summary>Word, Excel and PDF.</summary>
    public static IReadOnlyList<MailAttachment> All(ReportSnapshot report) =>
        [.. Documents(report, ReportComposition.Of(report)), new($"{NameOf(report)}.xlsx", Excel, ExcelWriter.Write(report))];

    /// <summary>What is filed of a report: the same, and the snapshot itself.</summary>
    public static IReadOnlyList<MailAttachment> Filed(string snapshot)
    {
        var report = ReportSnapshot.FromJson(snapshot);
        return [.. All(report), new($"{NameOf(report)}.json", "application/json", Encoding.UTF8.GetBytes(snapshot))];
    }

    /// <summary>Word and PDF without their annexes, for where the whole is too large.</summary>
    public static IReadOnlyList<MailAttachment> WithoutAnnexes(ReportSnapshot report) =>
        Documents(report, ReportComposition.Of(report) with { Annexes = [] });

    /// <summary>The pictures that stand in the mail's text.</summary>
    internal static IReadOnlyList<ReportPicture> Pictures(ReportSnapshot report) =>
        [ReportPicture.Of("bieu-do-tuan", ReportCharts.Weeks(report)), ReportPicture.Of("bieu-do-don-vi", ReportCharts.Units(report))];

    private static MailAttachment[] Documents(ReportSnapshot report, ReportDocument document) =>
    [
        new($"{NameOf(report)}.docx", Word, WordWriter.Write(document, ChartPainter.Png)),
        new($"{NameOf(report)}.pdf", Pdf, PdfWriter.Write(document)),
    ];
}

/// <param name="ContentId">Names it inside the mail.</param>
/// <param name="AltText">What it shows, in words.</param>
/// <param name="File">The picture.</param>
internal sealed record ReportPicture(string ContentId, string AltText, MailAttachment File)
{
    public static ReportPicture Of(string name, Chart chart)
    {
        var id = $"{name}@baocao";
        return new(id, chart.AltText, new($"{name}.png", "image/png", ChartPainter.Png(chart)) { ContentId = id });
    }
}
