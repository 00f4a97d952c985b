using CamHa.Scheduler.Tests.Builders;
using CamHa.Scheduler.Tests.Infrastructure;
using MimeKit;

namespace CamHa.Scheduler.Tests.FridayReport;

/// <summary>The report's mail is no larger than it may be, whatever the campaign.</summary>
public sealed class ReportSizeTests
{
    private const int Megabyte = 1024 * 1024;

    [Theory]
    // Units, sentences in each of a unit's four texts, and the most the mail may weigh.
    [InlineData(1, 1, 100_000)]
    [InlineData(1, 20_000, Megabyte)]
    [InlineData(300, 3, 100_000)]
    [InlineData(300, 30, 10 * Megabyte)]
    [InlineData(300, 300, Megabyte)]
    [InlineData(4_000, 1, 64 * 1024)]
    [InlineData(4_000, 10, Megabyte)]
    [InlineData(4_000, 100, 10 * Megabyte)]
    public async Task The_mail_fits_whatever_the_campaign(int units, int sentences, int most)
    {
        await using var service = await Service.StartAsync("Report:MakeFiles=false");
        var report = LargeReport.Of(units, sentences);
        var (mime, mail) = await LargeReport.MailAsync(service, report, most);
        using var _ = mail;
        Assert.True(mime.Length <= most, $"{mime.Length:N0} bytes of {most:N0}.");
        // Nor much smaller than it has to be.
        Assert.True(mime.Length > Math.Min(most / 40, 10_000), $"{mime.Length:N0} bytes.");
        Assert.Contains($"{units}/{units} đơn vị đúng hạn", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains($"ĐẾN HẠN TRONG HAI TUẦN TỚI ({units})", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains($"BÁO CÁO CỦA CÁC ĐƠN VỊ ({units})", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("Thôn U0", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_of_many_units_carries_its_files_and_says_that_its_lists_are_only_begun()
    {
        await using var service = await Service.StartAsync();
        var (mime, mail) = await LargeReport.MailAsync(service, LargeReport.Of(300, 12), 2 * Megabyte);
        using var _ = mail;
        Assert.InRange(mime.Length, 100_000, 2 * Megabyte);
        Assert.Contains(mail.Attachments.OfType<MimePart>(), part => part.FileName == "BaoCaoTuan_2022-W24.pdf");
        Assert.Contains("số trong ngoặc là tổng số", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("số trong ngoặc là tổng số", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("BÁO CÁO CỦA CÁC ĐƠN VỊ (300)", mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("Thôn U299 (", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_that_carries_no_files_says_in_which_folder_the_rest_lies()
    {
        await using var service = await Service.StartAsync("Report:MakeFiles=false");
        var (_, mail) = await LargeReport.MailAsync(service, LargeReport.Of(300, 12), 200_000);
        using var __ = mail;
        Assert.Contains(
            $"toàn văn trong báo cáo lưu trữ tại {Path.Combine(service.Folder, "reports", "ntm-2022")}",
            mail.TextBody!.ReplaceLineEndings(" "),
            StringComparison.OrdinalIgnoreCase);
    }
}
