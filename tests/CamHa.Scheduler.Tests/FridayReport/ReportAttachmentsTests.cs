using CamHa.Scheduler.FridayReport;
using CamHa.Scheduler.Submissions;
using static CamHa.Scheduler.Tests.Builders.Reports;

namespace CamHa.Scheduler.Tests.FridayReport;

public sealed class ReportAttachmentsTests
{
    private static readonly ReportFiles Long = new(
        Report([.. Enumerable.Range(0, 20).Select(at => Unit($"U{at}", SubmissionState.OnTime, Text(at)))]));

    [Fact]
    public void What_fits_is_attached_whole()
    {
        var attachments = ReportAttachments.Fit(Long, 10_000_000, "/luu");
        Assert.Equal(
            ["BaoCaoTuan_2022-W24.docx", "BaoCaoTuan_2022-W24.pdf", "BaoCaoTuan_2022-W24.xlsx"],
            attachments.Files.Select(file => file.Name));
    }

    [Fact]
    public void The_annexes_go_first_and_the_mail_says_where_they_are()
    {
        var all = ReportAttachments.Weight(Long.All);
        var attachments = ReportAttachments.Fit(Long, all - 1, "/luu");
        Assert.Equal(["BaoCaoTuan_2022-W24.docx", "BaoCaoTuan_2022-W24.pdf"], attachments.Files.Select(file => file.Name));
        Assert.Contains("không có phụ lục", attachments.Words, StringComparison.Ordinal);
        Assert.Contains("/luu", attachments.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nothing_fits_the_mail_says_where_the_files_are()
    {
        var attachments = ReportAttachments.Fit(Long, 1_000, "/luu");
        Assert.Empty(attachments.Files);
        Assert.Equal("Tệp báo cáo quá lớn để gửi qua thư, được lưu tại /luu.", attachments.Words);
    }

    [Fact]
    public void Weight_is_what_base64_makes_of_it()
    {
        var content = new byte[100_000];
        var encoded = Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks).Length + 2;
        Assert.InRange(ReportAttachments.Weight([new("x", "application/pdf", content)]), encoded - 10, encoded + 10);
    }

    // No two alike, or they would be packed to nothing.
    private static string Text(int seed)
    {
        var random = new Random(seed);
        return string.Concat(Enumerable.Range(0, 4_000).Select(_ => (char)random.Next('a', 'z' + 1)));
    }
}
