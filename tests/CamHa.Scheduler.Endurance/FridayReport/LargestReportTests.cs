using System.Diagnostics;
using System.Globalization;
using CamHa.Scheduler.Tests.Builders;
using CamHa.Scheduler.Tests.Infrastructure;
using MimeKit;

namespace CamHa.Scheduler.Endurance.FridayReport;

/// <summary>The mails of campaigns far larger than a commune's, with their files.</summary>
public sealed class LargestReportTests(ITestOutputHelper output)
{
    private const int Megabyte = 1024 * 1024;

    [Theory]
    [InlineData(2_000, 10)]
    [InlineData(4_000, 10)]
    [InlineData(10_000, 10)]
    public async Task The_mail_is_no_larger_than_a_server_takes(int units, int sentences)
    {
        await using var service = await Service.StartAsync();
        var watch = Stopwatch.StartNew();
        var (mime, mail) = await LargeReport.MailAsync(service, LargeReport.Of(units, sentences), 10 * Megabyte);
        using var _ = mail;
        var files = string.Join(", ", mail.Attachments.OfType<MimePart>().Select(part => part.FileName));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{units} units: {mime.Length:N0} bytes in {watch.Elapsed.TotalSeconds:0.0} s, with {files}"));
        Assert.InRange(mime.Length, 50_000, 10 * Megabyte);
        Assert.Contains($"BÁO CÁO CỦA CÁC ĐƠN VỊ ({units})", mail.TextBody, StringComparison.Ordinal);
        Assert.True(
            files.Contains("BaoCaoTuan_2022-W24.pdf", StringComparison.Ordinal)
            || mail.TextBody!.Contains("được lưu tại", StringComparison.Ordinal));
    }
}
